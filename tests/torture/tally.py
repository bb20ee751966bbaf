"""What campaigns have done and found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: in which campaign and case, under which harm, and what happened."""

    campaign: str
    case: str
    harm: str
    what: str

    def __str__(self) -> str:
        return f"{self.campaign}: {self.case}, {self.harm}: {self.what}"


@dataclass(slots=True)
class Tally:
    """The number of cases by campaign, other figures by campaign and name, and all findings."""

    cases: Counter[str] = field(default_factory=Counter)
    figures: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def count(self, campaign: str, name: str, by: int = 1) -> None:
        """Add to a figure of a campaign."""
        self.figures[campaign, name] += by

    def find(self, finding: Finding) -> None:
        """Keep a finding, and print it at once."""
        self.findings.append(finding)
        print(f"  {finding}", flush=True)

    def table(self) -> str:
        """A line for each campaign: its cases, its figures and how many findings it has."""
        found = Counter(finding.campaign for finding in self.findings)
        lines = []
        for campaign, cases in self.cases.items():
            figures = [f"{count:,} {name}" for (where, name), count in self.figures.items() if where == campaign]
            lines.append(
                f"{campaign:<12} {cases:>7,} cases  {found[campaign]:>4} findings  {', '.join(figures)}".rstrip()
            )
        return "\n".join(lines) or "nothing was run"
