# What backup and restore share: which database the portal has, in the words of its own settings.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=environment.sh
source deploy/environment.sh
python=.venv/bin/python

say() { echo "$*" >&2; }

# Prints the address of the database: from the environment or .env, as the portal reads it.
database_url() {
    "$python" -c 'from wellbeing_portal import settings; print(settings.DATABASE_URL)'
}

url=$(database_url)
case $url in
sqlite:///*) kind=sqlite path=${url#sqlite:///} ;;
postgres://* | postgresql://* | psql://* | pgsql://*) kind=postgresql url=postgresql://${url#*://} ;;
*) say "Backups are made of SQLite and PostgreSQL, and DATABASE_URL names something else." && exit 1 ;;
esac

# sqlite_copy FROM TO: copies a database that may be in use, in one piece, and checks the copy.
sqlite_copy() {
    "$python" - "$1" "$2" <<'PYTHON'
import sqlite3, sys
from django.db.backends.sqlite3._functions import register
source, copy = (sqlite3.connect(f"file:{path}?mode={mode}", uri=True, timeout=60)
                for path, mode in zip(sys.argv[1:], ("rw", "rwc")))
with source, copy:
    source.backup(copy)
register(copy)  # the rules of some tables are Django's functions
found = copy.execute("PRAGMA integrity_check").fetchone()[0]
if found != "ok" or not copy.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
    sys.exit(f"The copy is not whole: {found}")
PYTHON
}

# write_backup FILE: writes the database into FILE, which appears only once it is whole.
write_backup() {
    rm -f "$1.part"
    if [[ $kind == sqlite ]]; then
        [[ -f $path ]] || { say "There is no database at $path."; return 1; }
        sqlite_copy "$path" "$1.part"
    else
        pg_dump --format=custom --no-owner --no-privileges --file="$1.part" "$url"
        pg_restore --list "$1.part" >/dev/null
    fi
    sync "$1.part"
    mv "$1.part" "$1"
}

# file_for FOLDER WORD: the name of a new backup, which sorts by time.
file_for() {
    [[ $kind == sqlite ]] && local ending=sqlite3 || local ending=dump
    echo "$1/$2-$(date -u +%Y%m%dT%H%M%SZ).$ending"
}
