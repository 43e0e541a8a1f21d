"""The app in a browser: a small web server that shows it to whoever knows its secret."""
