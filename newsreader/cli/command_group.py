"""A group of commands, which answers a word that is no command with the command that is meant."""

import click

from newsreader.cli.meant_commands import meant_commands


class CommandGroup(click.Group):
    """Lists its commands in the order in which a user meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands as they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names; raises click's ``UsageError``."""
        word = args[0]
        is_unknown = self.get_command(ctx, word) is None and not word.startswith("-")
        if is_unknown and not ctx.resilient_parsing:
            root = ctx.find_root()
            above = ctx.command_path.split()[1:]
            meant = meant_commands(root.command, word, above)
            told = f"There is no command “{' '.join([ctx.command_path, word])}”."
            if meant:
                names = " or ".join(f"“{root.info_name} {one}”" for one in meant)
                told = f"{told} Did you mean {names}?"
            raise click.UsageError(told, ctx)
        return super().resolve_command(ctx, args)
