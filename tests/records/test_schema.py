import multiprocessing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from bot.errors import StoreError
from bot.records import db, schema
from bot.records.live import LiveContext, LiveStore
from bot.records.log import TurnLog
from bot.records.tables import metadata

BEFORE_MIGRATIONS = (
    # What SQLAlchemy's create_all made before there were migrations, as SQLite tells it.
    "CREATE TABLE live_conversations (key VARCHAR(64) NOT NULL, log_id VARCHAR(32) NOT NULL, asked VARCHAR(64), "
    "emergency_open BOOLEAN NOT NULL, check_open BOOLEAN NOT NULL, worries INTEGER NOT NULL, role VARCHAR(32) "
    "NOT NULL, position INTEGER NOT NULL, last_message_id VARCHAR(128), last_answer TEXT, last_seen FLOAT NOT NULL, "
    "PRIMARY KEY (key))",
    "CREATE INDEX live_conversations_last_seen ON live_conversations (last_seen)",
    "CREATE TABLE turn_log (row VARCHAR(32) NOT NULL, log_id VARCHAR(32) NOT NULL, position INTEGER NOT NULL, "
    "day DATE NOT NULL, channel VARCHAR(32) NOT NULL, text TEXT, intent VARCHAR(80), confidence FLOAT, "
    "signals TEXT NOT NULL, status VARCHAR(80) NOT NULL, topic VARCHAR(80), route VARCHAR(80), grade VARCHAR(32), "
    "content_version VARCHAR(80), PRIMARY KEY (row))",
    "CREATE INDEX turn_log_conversation ON turn_log (log_id, position)",
    "CREATE INDEX turn_log_day ON turn_log (day)",
    "CREATE TABLE retention_audit (row VARCHAR(32) NOT NULL, day DATE NOT NULL, live INTEGER NOT NULL, "
    "events INTEGER NOT NULL, log INTEGER NOT NULL, PRIMARY KEY (row))",
    "CREATE INDEX retention_audit_day ON retention_audit (day)",
)
ROWS = (
    "INSERT INTO live_conversations VALUES ('k1', 'a1', NULL, false, false, 2, 'parent', 3, NULL, NULL, 1764000000)",
    "INSERT INTO turn_log VALUES ('r1', 'a1', 1, '2026-11-24', 'web', 'x', NULL, NULL, '[]', 'answered', NULL, NULL, "
    "NULL, NULL)",
    "INSERT INTO retention_audit VALUES ('x1', '2026-11-23', 2, 30, 0)",
    "INSERT INTO retention_audit VALUES ('x2', '2026-11-23', 1, 12, 0)",
)


@pytest.fixture(autouse=True)
def _no_copy_of_a_store_that_was_migrated(monkeypatch):
    monkeypatch.setitem(db.OPENERS, "sqlite", db._sqlite)


def an_older_database(address):
    engine = create_engine(address, future=True)
    with engine.begin() as connection:
        for order in BEFORE_MIGRATIONS + ROWS:
            connection.execute(text(order))
    engine.dispose()


@pytest.fixture
def older(either, tmp_path):
    (tmp_path / "var").mkdir()
    an_older_database(either)
    return either


def test_the_migrations_make_the_tables_that_the_code_knows(either):
    engine = db.open_engine(either)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert schema.version(connection) == schema.revisions()[-1]
    engine.dispose()


def test_the_migrations_are_one_line_numbered_as_their_files():
    script = ScriptDirectory(str(schema.MIGRATIONS))
    assert [one.revision for one in reversed(list(script.walk_revisions()))] == schema.revisions()
    assert script.get_heads() == [schema.revisions()[-1]]


def test_a_database_from_before_is_adopted_and_loses_nothing(older, now, record):
    live = LiveStore(older)
    kept = live.context("k1")
    assert (kept.log_id, kept.role, kept.position) == ("a1", "parent", 3)
    TurnLog(older).write(record())
    with live._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM turn_log")).scalar() == 2
        sums = connection.execute(text("SELECT name, number FROM deletions ORDER BY name")).fetchall()
        assert not inspect(connection).has_table("retention_audit")
    assert sums == [("events", 42), ("live_conversations", 3), ("turn_log", 0)]
    live._engine.dispose()


def test_opening_again_runs_nothing(either, monkeypatch):
    db.open_engine(either).dispose()
    monkeypatch.setattr(schema, "_migrate", lambda connection: pytest.fail("migrated again"))
    db.open_engine(either).dispose()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(either):
    engine = db.open_engine(either)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        LiveStore(either)
    engine.dispose()


def test_a_table_of_an_unknown_shape_is_refused_and_nothing_is_changed(either, tmp_path):
    (tmp_path / "var").mkdir()
    engine = create_engine(either, future=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE turn_log (zebra TEXT, log_id TEXT, position INTEGER, day DATE)"))
    with pytest.raises(StoreError, match="turn_log"):
        LiveStore(either)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["turn_log"], "all or none"
    engine.dispose()


def test_a_migration_that_fails_half_way_leaves_the_old_database(older, monkeypatch):
    def half(connection):
        connection.execute(text("DROP TABLE retention_audit"))
        connection.execute(text("SELECT zebra FROM nowhere"))

    monkeypatch.setattr(schema, "_migrate", half)
    monkeypatch.setattr(db, "ATTEMPTS", 1)
    with pytest.raises(StoreError) as caught:
        db.open_engine(older)
    assert "zebra" not in repr(caught.value)
    engine = create_engine(older, future=True)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM retention_audit")).scalar() == 2
    engine.dispose()


def _open(address):
    LiveStore(address).save("k", LiveContext("log1"), __import__("datetime").datetime.now().astimezone())
    return True


@pytest.mark.thorough
def test_processes_that_start_together_migrate_once(older):
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert all(pool.map(_open, [older] * 3, chunksize=1))
    engine = create_engine(older, future=True)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).fetchall() == [
            (schema.revisions()[-1],)
        ]
    engine.dispose()


@pytest.mark.parametrize("address", ["zebra", "mysql://u:zebra@h/d", "postgres://u:zebra@h/d", "", "sqlite://"])
def test_an_address_that_is_no_store_is_told_without_its_password(address):
    with pytest.raises(StoreError) as caught:
        db.open_engine(address)
    assert "zebra" not in repr(caught.value)
