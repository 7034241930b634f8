#!/usr/bin/env bash
# A whole cluster on this machine: PostgreSQL, two coordinators of which one stands by, three nodes. Ctrl-C ends it in order; what was trained
# stays in the folder, and the next start goes on with it.
#   deploy/local/up.sh [--dir DIR] [--db CONNECTION] [--nodes N] [--slots N] [--port N]
#     --dir DIR         where everything is kept (default: ./sweep-local)
#     --db CONNECTION   a database that is there already, its password in PGPASSFILE (default: a PostgreSQL server of its own, in DIR)
#     --nodes N         how many nodes (default: 3)
#     --slots N         runs that train at a time on each of them (default: 1)
#     --port N          of the first coordinator; the next ones are taken too (default: 4053)
set -euo pipefail
umask 077

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)
launcher=${SWEEP_COMMAND:-$home/sweep}
dir=./sweep-local db='' nodes=3 slots=1 port=4053

say() { printf 'up: %s\n' "$*" >&2; }

refuse() {
  say "$1"
  say "$0 [--dir DIR] [--db CONNECTION] [--nodes N] [--slots N] [--port N]"
  exit 2
}

while (($#)); do
  [[ $1 == --?* && $# -ge 2 ]] || refuse "$1 is not an option, or has no value"
  case $1 in
    --dir) dir=$2 ;;
    --db) db=$2 ;;
    --nodes) nodes=$2 ;;
    --slots) slots=$2 ;;
    --port) port=$2 ;;
    *) refuse "there is no option $1" ;;
  esac
  shift 2
done
[[ $nodes$slots =~ ^[1-9][0-9]*$ && $slots != 0* ]] || refuse "--nodes and --slots must be whole numbers of at least 1"
[[ $port =~ ^[1-9][0-9]{0,4}$ ]] && ((port < 65532)) || refuse "--port must be between 1 and 65531"

[[ ! $db =~ [Pp]assword|//[^@/]*:[^@/]*@ ]] || refuse "--db contains a password, which other users of this machine can see: give it in PGPASSFILE"

mkdir -p "$dir/root" "$dir/output"
dir=$(cd "$dir" && pwd -P)
exec 9>"$dir/lock"
flock -n 9 || { say "$dir is in use by another up.sh" && exit 3; }

names=() pids=()  # Of what runs, in the order of its start.
postgres_port=$((port + 2)) postgres_data="$dir/postgres"

# Everything in a session of its own, so that Ctrl-C reaches this script alone, and gone when this script is.
start() {
  local name=$1
  shift
  setsid setpriv --pdeathsig TERM "$@" >>"$dir/output/$name.log" 2>&1 9>&- </dev/null &
  names+=("$name") pids+=($!)
}

is_up() { kill -0 "$1" 2>/dev/null; }

# Waits until a command succeeds, for as long as the process that it asks about lives and a minute at most.
await() {
  local name=$1 pid=$2 until=$((SECONDS + 60))
  shift 2
  while ! "$@" >/dev/null 2>&1; do
    if ! is_up "$pid" || ((SECONDS > until)); then
      tail -n 20 "$dir/output/$name.log" >&2
      say "$name does not come up; its output is $dir/output/$name.log"
      exit 3
    fi
    sleep 0.2
  done
}

says() { tail -c +"$((said + 1))" "$dir/output/$1.log" | grep -q -F "$2"; }

sweep() {
  local name=$1 line=$2
  shift 2
  said=$(stat -c %s "$dir/output/$name.log" 2>/dev/null || echo 0)
  start "$name" "$launcher" "$@" --root "$dir/root"
  await "$name" "${pids[-1]}" says "$name" "$line"
  say "$name is up"
}

# Nodes first, which hand back what they train; then the coordinators; then the database in which all of it is stored.
stop() {
  local code=$? number
  trap '' INT TERM
  trap - EXIT
  for ((number = ${#pids[@]} - 1; number >= 0; number--)); do
    [[ ${names[number]} == node-* ]] && kill -TERM "${pids[number]}" 2>/dev/null || true
  done
  for ((number = ${#pids[@]} - 1; number >= 0; number--)); do
    is_up "${pids[number]}" || continue
    say "stopping ${names[number]}"
    # To PostgreSQL, SIGINT means: end the connections, then end.
    case ${names[number]} in postgres) kill -INT "${pids[number]}" ;; *) kill -TERM "${pids[number]}" ;; esac 2>/dev/null || true
    timeout 60 tail --pid="${pids[number]}" -f /dev/null || { say "${names[number]} does not end and is killed" && kill -KILL "${pids[number]}" || true; }
  done
  say "stopped; the same command goes on with $dir"
  exit "$code"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server refuses to run as root: then it runs as the user postgres.
postgres() {
  local programs=() as=()
  mapfile -t programs < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V)
  local bin=${programs[-1]}
  if [[ ! -x "$bin/initdb" ]]; then
    command -v initdb >/dev/null || { say "there is no initdb: apt-get install postgresql, or give --db" && exit 3; }
    bin=$(dirname "$(command -v initdb)")
  fi
  mkdir -p "$postgres_data"
  if ((EUID == 0)); then
    as=(setpriv --pdeathsig INT --reuid=postgres --regid=postgres --init-groups --)
    chown postgres: "$postgres_data"
    chmod 711 "$dir"
    "${as[@]}" test -x "$postgres_data" || { say "the user postgres cannot get at $postgres_data; choose another --dir, or do not start as root" && exit 3; }
  fi
  if [[ ! -s "$postgres_data/PG_VERSION" ]]; then
    say "making a database in $postgres_data"
    head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$dir/password"
    ((EUID != 0)) || chown postgres: "$dir/password"
    env -C / "${as[@]}" "$bin/initdb" -D "$postgres_data" -U sweep -A scram-sha-256 --pwfile="$dir/password" -E UTF8 --locale=C \
      >>"$dir/output/postgres.log" 2>&1
  fi
  # From a folder that the user postgres may enter.
  start postgres env -C / "${as[@]}" "$bin/postgres" -D "$postgres_data" -p "$postgres_port" -k "$postgres_data" -c listen_addresses=127.0.0.1
  await postgres "${pids[-1]}" "$bin/pg_isready" -h 127.0.0.1 -p "$postgres_port" -U sweep
  printf 'Host=127.0.0.1;Port=%s;Username=sweep;Database=postgres;Password=%s\n' "$postgres_port" "$(<"$dir/password")" >"$dir/connection"
  say "postgres is up"
}

"$launcher" --version >/dev/null # Sets up and builds, where that is to be done.
if [[ -z $db ]]; then
  postgres
else
  printf '%s\n' "$db" >"$dir/connection"
fi
unset SWEEP_DB
export SWEEP_DB_FILE="$dir/connection"

one=127.0.0.1:$port two=127.0.0.1:$((port + 1)) api=127.0.0.1:$((port + 3)) standby_api=127.0.0.1:$((port + 4))
sweep coordinator 'A coordinator listens' coordinator --listen "$one" --join "$two" --http "$api"
sweep standby 'A coordinator listens' coordinator --listen "$two" --join "$one" --http "$standby_api"
for ((number = 1; number <= nodes; number++)); do
  sweep "node-$number" 'is registered with' node --name "node-$number" --join "$one,$two" --device cpu --slots "$slots"
done

cat <<END
A coordinator, one that stands by, and $nodes nodes are up; their output is in $dir/output. From another terminal:

  export SWEEP_DB_FILE=$dir/connection SWEEP_ROOT=$dir/root SWEEP_SERVER=http://$api
  $launcher submit $home/studies/quickstart.yaml
  $launcher status
  $launcher nodes
END
printf '\nThe HTTP API is at http://%s and http://%s. Ctrl-C ends all of it.\n' "$api" "$standby_api"

# Whoever ends, or is killed, is left to the others, who go on with its work: until they cannot.
while [[ -n $db || " ${names[*]}" == *' postgres'* ]] && [[ " ${names[*]} " == *' coordinator '* || " ${names[*]} " == *' standby '* ]] \
  && [[ " ${names[*]}" == *' node-'* ]]; do
  wait -n "${pids[@]}" || true
  for number in "${!pids[@]}"; do
    is_up "${pids[number]}" && continue
    say "${names[number]} has ended; the end of its output: $(tail -n 3 "$dir/output/${names[number]}.log")"
    unset "pids[number]" "names[number]"
  done
  pids=("${pids[@]}") names=("${names[@]}")
done
say 'what is left cannot go on'
exit 3
