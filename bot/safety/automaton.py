"""Reads a message once for all patterns: linear in its length, no backtracking, made deterministic while reading."""

from __future__ import annotations

from bot.safety.patterns import Graph

_CACHE_LIMIT = 2_000  # states of one lane, some 800 bytes each; with half as many, reading takes twice as long
_MANY = 6


class State:
    """A set of positions just matched; ``next`` is filled while reading."""

    __slots__ = ("accepts", "next", "positions")

    def __init__(self, positions: frozenset[int], accepts: tuple[int, ...]) -> None:
        self.positions, self.accepts = positions, accepts
        self.next: dict[frozenset[str], State] = {}


class Lane:
    """The patterns of one lane, made deterministic while reading. ``steps`` counts what was looked at, for tests."""

    def __init__(self, graph: Graph, starts: dict[str, list[int]]) -> None:
        self._graph, self._starts = graph, starts
        self._states: dict[frozenset[int], State] = {}
        self._tables: dict[int, dict[str, list[int]]] = {}
        self.steps = 0

    def read(self, signatures: list[frozenset[str]], found: dict[int, list[int]]) -> None:
        """Add for each part that matched the indices of the words where its matches end."""
        if len(self._states) > _CACHE_LIMIT:
            self._states = {}
        state = self._state(frozenset())
        for index, signature in enumerate(signatures):
            state = state.next.get(signature) or self._step(state, signature)
            for part in state.accepts:
                found.setdefault(part, []).append(index)

    def _step(self, state: State, signature: frozenset[str]) -> State:
        graph, symbol = self._graph, self._graph.symbol
        reached: set[int] = set()
        for fits in signature:
            reached.update(self._starts.get(fits, ()))
        for p in state.positions:
            following = graph.follow[p]
            if len(following) > _MANY:
                table = self._tables.get(p) or self._table(p)
                self.steps += len(signature)
                for fits in signature:
                    reached.update(table.get(fits, ()))
            else:
                self.steps += len(following)
                reached.update(q for q in following if symbol[q] in signature)
        arrived = self._state(frozenset(reached))
        state.next[signature] = arrived
        return arrived

    def _table(self, position: int) -> dict[str, list[int]]:
        """What may follow, by symbol: cheaper than a long list where many words may follow."""
        table: dict[str, list[int]] = {}
        for q in self._graph.follow[position]:
            table.setdefault(self._graph.symbol[q], []).append(q)
        self._tables[position] = table
        return table

    def _state(self, positions: frozenset[int]) -> State:
        known = self._states.get(positions)
        if known is None:
            accepts = self._graph.accepts
            known = State(positions, tuple({part for p in positions for part in accepts.get(p, ())}))
            self._states[positions] = known
        return known


class Automaton:
    """Reads lists of word signatures (the symbols each word fits), lane by lane."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lanes = [Lane(graph, starts) for starts in graph.starts]
        self._ends: dict[int, list[int]] = {}
        for p, parts in graph.accepts.items():
            for part in parts:
                self._ends.setdefault(part, []).append(p)

    @property
    def steps(self) -> int:
        """How many positions have been looked at so far."""
        return sum(lane.steps for lane in self._lanes)

    def read(self, signatures: list[frozenset[str]]) -> dict[int, list[int]]:
        """Return for each part that matched the indices of the words where its matches end, rising."""
        found: dict[int, list[int]] = {}
        for lane in self._lanes:
            lane.read(signatures, found)
        return {part: sorted(ends) for part, ends in found.items()}

    def start(self, signatures: list[frozenset[str]], part: int, end: int) -> int:
        """Return where the longest match of ``part`` that ends at ``end`` begins."""
        graph, at, best = self._graph, end, end
        current = {p for p in self._ends[part] if graph.symbol[p] in signatures[end]}
        while current:
            if current & graph.begins:
                best = at
            at -= 1
            current = {q for p in current for q in graph.before[p] if at >= 0 and graph.symbol[q] in signatures[at]}
        return best
