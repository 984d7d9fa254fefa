# Sourced by koer and test: puts the house in order. Each part is made only when its pins have changed,
# and says so in one line. Nothing outside this folder is touched but the usual caches of pip, uv and npm, and what
# `maskinen` installs (./test, as root).

export PATH="$PATH:/usr/sbin:/sbin" # `su` without a dash leaves them out
export UV_SYSTEM_CERTS=1 UV_LINK_MODE=copy NODE_USE_SYSTEM_CA=1 PIP_DISABLE_PIP_VERSION_CHECK=1
unset PYTHONDONTWRITEBYTECODE # compiled files halve the time of every start after the first
PY="$PWD/.venv/bin/python"

sig() { printf '▸ %s\n' "$*"; }
stop() { printf '✗ %s\n' "$*" >&2; exit 1; }
aftryk() { cat "$@" | sha256sum | cut -c1-16; }

# find_python: prints the first interpreter that is new enough and can make a virtual environment
find_python() {
  local candidate
  for candidate in python3.11 python3 python3.12 python3.13; do
    "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$candidate"; return; }
  done
  stop "Python 3.11 eller nyere med venv mangler. På Debian: apt-get install python3 python3-venv"
}

# python_miljoe drift|udvikling: .venv holds exactly the pinned packages; a development set serves a start as well
python_miljoe() {
  local wanted="$1" requirements stamp
  compgen -G '.venv/.udvikling-*' >/dev/null && wanted=udvikling
  case "$wanted" in drift) requirements=requirements.txt ;; *) requirements=requirements-dev.txt ;; esac
  stamp=".venv/.$wanted-$(aftryk "$requirements" requirements-uv.txt)"
  [ -e "$stamp" ] && [ -x "$PY" ] && return
  sig "Henter Python-pakker ($wanted)"
  if [ ! -x .venv/bin/uv ] || [ ! -x "$PY" ]; then
    rm -rf .venv
    "$(find_python)" -m venv .venv
    "$PY" -m pip install -q --require-hashes -r requirements-uv.txt
  fi
  .venv/bin/uv pip sync -q --python "$PY" --require-hashes <(cat "$requirements" requirements-uv.txt)
  rm -f .venv/.drift-* .venv/.udvikling-*
  touch "$stamp"
}

# npm_ci: the machine's own npm, or the one that comes as a Python wheel
npm_ci() {
  if command -v node >/dev/null && command -v npm >/dev/null; then npm ci --loglevel=error >/dev/null; return; fi
  if [ ! -x .node/bin/npm ]; then
    sig "Henter Node (maskinen har ingen)"
    rm -rf .node
    "$PY" -m venv --without-pip .node
    .venv/bin/uv pip install -q --python .node/bin/python --require-hashes -r requirements-node.txt
  fi
  PATH="$PWD/.node/bin:$PATH" npm ci --loglevel=error >/dev/null
}

# aktiver: node_modules and from it web/static/vendor
aktiver() {
  local stamp
  stamp="node_modules/.hus-$(aftryk package-lock.json .npmrc scripts/hent_aktiver.py)"
  [ -e "$stamp" ] && [ -d src/sagsgang/web/static/vendor/dkfds ] && return
  sig "Henter designsystem og htmx"
  npm_ci
  "$PY" scripts/hent_aktiver.py
  touch "$stamp"
}

# postgres_mappe: prints the folder of PostgreSQL's server programs, or nothing
postgres_mappe() {
  local folder
  for folder in $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV) $(dirname "$(command -v initdb || echo /x/x)"); do
    [ -x "$folder/initdb" ] && { echo "$folder"; return; }
  done
}

# maskinen: Chromium and PostgreSQL for the tests; installed when we may, named when we may not
maskinen() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  [ -n "$(postgres_mappe)" ] || missing+=(postgresql)
  [ ${#missing[@]} -eq 0 ] && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || stop "Testene mangler: ${missing[*]}. På Debian: sudo apt-get install ${missing[*]}"
  sig "Installerer ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >var/apt.log 2>&1 || { tail -n 20 var/apt.log >&2; stop "apt-get kunne ikke installere ${missing[*]}"; }
}

# postgres_start: a throw-away server on a free port; sets POSTGRES_URL. postgres_stop takes it down again.
postgres_start() {
  local bin port
  bin="$(postgres_mappe)"
  PG_HOME="$(mktemp -d)"
  PG_AS=()
  chmod 755 "$PG_HOME"
  if [ "$(id -u)" = 0 ]; then PG_AS=(runuser -u postgres --); chown postgres "$PG_HOME"; fi
  port="$("$PY" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
  PG_CTL=("${PG_AS[@]}" "$bin/pg_ctl" -D "$PG_HOME/data" -w -l "$PG_HOME/log")
  (cd / && "${PG_AS[@]}" "$bin/initdb" -D "$PG_HOME/data" -U sagsgang -A trust -E UTF8 --locale=C.UTF-8 --no-sync) >/dev/null
  (cd / && "${PG_CTL[@]}" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off" start) >/dev/null \
    || { cat "$PG_HOME/log" >&2; stop "PostgreSQL kunne ikke starte"; }
  POSTGRES_URL="postgresql://sagsgang@127.0.0.1:$port/postgres"
}

postgres_stop() {
  [ -n "${PG_HOME:-}" ] || return 0
  (cd / && "${PG_CTL[@]}" -m immediate stop) >/dev/null 2>&1 || true
  rm -rf "$PG_HOME"
}
