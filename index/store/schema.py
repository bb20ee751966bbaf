"""The store of record: one SQLite file, ``archive.sqlite``. ``migrations`` has the SQL that creates its tables.

state        One row per counter. ``generation`` grows with every commit; ``imports`` counts the imports that began;
             ``joined`` counts the articles that joined stories since the whole archive was last grouped, and is
             missing where none did; ``lost`` counts commits that were on the disk and are gone, and is missing where
             none are.
files        Every file that was read to its end: size, modification time in nanoseconds, SHA-256, time and number of
             the import. A file whose SHA-256 is here is not read again.
skips        What of such a file did not become an article, why, and whether it failed, is no article or is a list
             without texts (``kind``), so that a later import can report it again. ``format`` is the name of the file
             format that refused it.
failures     Files that a process could not read to their end, with their SHA-256 and the reason: the next import tries
             again. Where it fails for the same reason, the file counts as read.
field_names  What the reader calls the fields of records: ``field`` is our name, ``name`` the one in files, in order.
documents    The source documents: their bytes deflated, their SHA-256, and what their format declares. ``text`` is the
             decoded body, deflated with the bytes as dictionary; it is null where decoding ``data`` by ``encoding``
             gives it.
articles     One row per article: the number of its current version, its canonical address (null where it has none), a
             fingerprint of what a reader sees of it, and the columns that lists need. ``same`` is a fingerprint of
             outlet and text alone, by which one article is known in two formats, ``words`` one of the text alone, for
             sources that do not name their outlet; both are null for short texts.
versions     The clean texts: a CleanArticle as JSON, deflated; the SHA-256 is taken over the JSON. ``modified`` is when
             the file was written. Rows are never changed or overwritten: cleaning again adds one. The current version
             is the latest that is known: one that was captured earlier and imported later gets a higher number only.
captures     Which addresses hold an article: a path and, in a JSON Lines file, the line from 1 (0: the whole file).
             ``format`` is the name of its file format.
             ``import`` is the last import that found it there; of several rows the one with the highest number says
             what the address holds. An outdated row stays only where nothing else says where its article came from.
sources      Of an article that was made from several documents: the metadata of each by itself, as JSON. An article
             without rows here has that of its versions.
tags         A reader's decisions on tags: added (1) or removed (0). Tags that sources declare are in the versions.
rules        A reader's decisions on lines, in one article or in all of an outlet's: ``what`` is ``hide`` or ``keep``.
             For one line, a rule for the article counts before one for the outlet, then the newest. A rule that keeps
             a group of hidden lines has all of them in ``lines``, and why they were hidden in ``reasons``.
traces       What distinguishes the articles of known outlets: hashes of outlet, headline and the words of the text.
recurrences  By the hash of an outlet's name and a line, or a trait of articles: the traces of some articles that have
             it; ``shown`` is whether it was not hidden, or not changed, there. Rows whose traces are gone are ignored.
recleaning   Articles that have a line or a trait that the outlet's others show to be boilerplate, or to be read
             otherwise; they are cleaned again.
sketches     The articles that were compared with all others: a number, and the version that was compared.
fingerprints Sorted runs of packed integers: hashes of short word sequences, each with a number from ``sketches``. A run
             is merged with the next where that is not much smaller (O'Neil et al. 1996, "The log-structured
             merge-tree"). Entries of numbers that are gone are ignored.
copies       Pairs of articles that share text: the shares of the words of either, and how many words. ``one`` is the
             lower id. Like sketches and fingerprints they follow from the texts and can be deleted at any time.
stories      The articles grouped by event.
story_articles
             The story of each article, and its position there in order of time.
story_leads  The lead passages of a story as JSON. A story of several articles without a row is one in which nobody has
             looked for them.
sagas        Two stories of one saga, once from either side: how alike they are, and why in words.
settlements  Decisions on differences between two articles, of the reader (``settled_by`` is ``reader``) or of a judge.
             The two places are in order, so that there is one row whichever article comes first.
saved_searches
             Queries that a reader keeps, with the order of their hits; ``read`` is the generation in which one was last
             read.
arrivals     Articles by the generation in which they were first imported, as far as a saved search has not read them;
             without saved searches it is empty.
pending      Articles that changed since the full-text index last had them, removed ones included. Written in the
             transaction of the change, deleted after the index has committed.

Dates are ISO 8601, as precise as they are known; ids are lower-case base 32 of a SHA-256, 26 characters.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from index.errors import ArchiveDamaged, ArchiveTooNew
from index.store import migrations
from index.text import printable

APPLICATION_ID: Final = 0x62736874
"""``bsht`` in the file's header: what tells the store from every other SQLite file."""

DIGEST: Final = "832c194efa78f4dc481ed547c951326a73c1bcb2c179557c18f0b2772d54c813"
"""Of the schema of the newest version: comparing it takes a tenth of the time of making all tables to compare them."""


def create(connection: sqlite3.Connection, version: int = migrations.VERSION) -> None:
    """Create the tables of an empty store of a version, all or none."""
    connection.execute("BEGIN IMMEDIATE")
    migrations.create(connection, version)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("COMMIT")


def digest_of(connection: sqlite3.Connection) -> str:
    """A digest of all that the schema of an open database says."""
    return hashlib.sha256("\n".join(sorted(map(repr, _objects(connection)))).encode()).hexdigest()


def _check_tables(connection: sqlite3.Connection, version: int, folder: str) -> None:
    """Raise ArchiveDamaged unless the schema is exactly what this program makes: anything else could run SQL of others.

    A trigger, a view in place of a table or an expression in an index does what its author wanted, with each query. A
    store of an earlier version may have a part of what later ones add.
    """
    if version == migrations.VERSION and digest_of(connection) == DIGEST:
        return
    found = set(_objects(connection))
    known = set()
    for made in range(version, migrations.VERSION + 1):
        with closing(sqlite3.connect(":memory:")) as ours:
            migrations.create(ours, made)
            known |= set(_objects(ours))
    odd = found ^ known if version == migrations.VERSION else found - known
    if odd:
        kind, name, *_ = min(odd)
        raise ArchiveDamaged(
            f"The store of the archive {folder} was changed by another program: its {printable(f'{kind} {name}')} is"
            " not as broadsheet makes it.",
            hint="Do not use it, above all if you have it from somebody else. Save its articles to a new archive:"
            " broadsheet salvage ARCHIVE DEST.",
        )


def _objects(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    """Each object of a schema: its kind, name, table and SQL, however that is broken into lines."""
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"):
        yield str(kind), str(name), str(table), " ".join(str(sql).split())


def update(connection: sqlite3.Connection, folder: str) -> None:
    """Bring the store of the archive in ``folder`` to the newest version.

    One that cannot be written to is only shown as such to this connection. Raises ArchiveTooNew, and ArchiveDamaged
    for one whose schema another program changed.
    """
    version = migrations.version_of(connection)
    if version > migrations.VERSION:
        raise ArchiveTooNew(
            f"The archive {folder} was written by a later broadsheet (store version {version}).",
            hint=f"Update broadsheet; this one knows version {migrations.VERSION}. Nothing was changed.",
        )
    if version < 1:
        raise ArchiveDamaged(
            f"The store of the archive {folder} is incomplete.",
            hint="Save what it has to a new archive: broadsheet salvage ARCHIVE DEST.",
        )
    _check_tables(connection, version, folder)
    try:
        migrations.migrate(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        migrations.show(connection)
