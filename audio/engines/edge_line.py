"""The connection of one request: the library's own second try goes over it too, and we can hang up."""

from aiohttp import TCPConnector


class Line(TCPConnector):
    """A connector that outlives the library's sessions, of which there are two where the first met a 403."""

    async def close(self, *, abort_ssl: bool = False) -> None:
        """What a session asks for at its end; only `hang_up` does it."""

    async def hang_up(self) -> None:
        """End the connection, without the farewell of up to 10 s for which a silent service is waited for."""
        await super().close(abort_ssl=True)
