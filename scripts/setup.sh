# Set-up shared by ./sweep and ./test.sh: Debian packages, the choice of the stack, the build. Sourced with `home` set to the repository.
# Every step is skipped when it is done already. Progress goes to stderr, the output of tools to artifacts/setup.log.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
export DOTNET_CLI_UI_LANGUAGE=en

log="$home/artifacts/setup.log"

say() { printf 'sweep: %s\n' "$*" >&2; }

# Set-up failed: why, the end of the log where there is one, exit code 3 (infrastructure).
give_up() {
  if [[ -s "$log" ]]; then
    tail -n 25 "$log" >&2
  fi
  say "$1"
  exit 3
}

# One set-up or build at a time in this clone; the second waits and then finds everything done.
take_turns() {
  mkdir -p "$home/artifacts"
  exec 8>"$home/artifacts/setup.lock"
  if ! flock -n 8; then
    say "another process is setting up, waiting for it"
    flock 8
  fi
  : >"$log"
}

end_turn() { exec 8>&-; }

require_dotnet() {
  local place
  if ! command -v dotnet >/dev/null; then
    for place in "${DOTNET_ROOT:-}" /usr/share/dotnet /usr/lib/dotnet "${HOME:-/root}/.dotnet"; do
      [[ -n "$place" && -x "$place/dotnet" ]] && PATH="$place:$PATH" && return
    done
    give_up "there is no dotnet on PATH; install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"
  fi
}

# Debian packages: those given that are not installed yet, and a way to install them.
require_packages() {
  local missing=() package command started=$SECONDS
  command -v dpkg-query >/dev/null || return 0 # Not a Debian: the build says what it lacks.
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  command=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=600 "${missing[@]}")
  local rights=()
  if ((EUID != 0)); then
    rights=(sudo)
    [[ -t 0 ]] || rights=(sudo -n)
    if ! command -v sudo >/dev/null || ! "${rights[@]}" -v 2>>"$log"; then
      say "packages are missing, and installing them needs root or sudo; run this once, then start again:"
      printf '  apt-get update && apt-get install -y --no-install-recommends %s\n' "${missing[*]}" >&2
      exit 3
    fi
  fi

  say "installing ${missing[*]} (once)"
  "${rights[@]}" apt-get update -o DPkg::Lock::Timeout=600 >>"$log" 2>&1 8>&- || say "apt-get update failed, trying with what is known"
  "${rights[@]}" "${command[@]}" >>"$log" 2>&1 8>&- ||
    give_up "apt-get could not install ${missing[*]}; the log is $log"
  say "installed in $((SECONDS - started)) s"
}

# What the Compat stack is built with and runs on; SWEEP_LIBTORCH takes the place of the distribution's libtorch.
require_native() {
  local packages=(cmake g++ make libsqlite3-0)
  [[ -n "${SWEEP_LIBTORCH:-}" ]] || packages+=(libtorch-dev libopenblas0-pthread)
  # The charting library of reports is fetched with npm when the command is built.
  command -v npm >/dev/null || packages+=(nodejs npm)
  require_packages "${packages[@]}"
}

# What the tests need beside: they look at reports in a real browser.
require_browser() { command -v chromium >/dev/null || require_packages chromium; }

# The tests start a PostgreSQL server of their own; the one that Debian's package may start is left alone.
require_postgres() {
  local programs=(/usr/lib/postgresql/*/bin/initdb)
  [[ -x "${programs[0]:-}" ]] || command -v initdb >/dev/null || require_packages postgresql
}

# With it a drill can set the clocks of the processes that it starts.
require_faketime() { local libraries=(/usr/lib/*/faketime/libfaketimeMT.so.1) && [[ -e "${libraries[0]:-}" ]] || require_packages libfaketime; }

# With it a test gives each process a host of its own.
require_iproute() { command -v ip >/dev/null || require_packages iproute2; }

build_cli() {
  local stack=$1 started=$SECONDS
  say "building ($stack stack)"
  dotnet build "$home/src/Cli/Cli.csproj" -c Release -p:Packages="$stack" -v quiet >>"$log" 2>&1 8>&- || return 1
  say "built in $((SECONDS - started)) s"
}

self_check() { OMP_NUM_THREADS=1 dotnet "$home/artifacts/${1,,}/bin/Cli/release/sweep.dll" doctor --self-check >>"$log" 2>&1 8>&-; }

# Whether the feed has answered, and what it answered is that it has no such package.
feed_lacks_packages() { grep -q -E 'error NU110[12]:' "$1" && ! grep -q 'error NU1301:' "$1"; }

# Sets `stack` to NuGet or Compat: as SWEEP_PACKAGES says, else as remembered, else NuGet where it restores and works. What may be otherwise the
# next time (the network, npm) is not remembered.
choose_stack() {
  local reason feed="$home/artifacts/nuget.log" kept=yes
  case "${SWEEP_PACKAGES:-}" in
    NuGet | Compat) stack=$SWEEP_PACKAGES && return ;;
    "") ;;
    *) say "SWEEP_PACKAGES is '$SWEEP_PACKAGES', but must be NuGet or Compat" && exit 2 ;;
  esac
  if [[ -s "$home/artifacts/stack" ]]; then
    stack=$(<"$home/artifacts/stack")
    return
  fi

  if ! NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=2 timeout 1800 \
    dotnet restore "$home/src/Cli/Cli.csproj" -p:Packages=NuGet -v quiet >"$feed" 2>&1 8>&-; then
    reason=$(grep -o -m 1 -E 'error NU[0-9]+: [^[]*[^[ ]' "$feed" || echo "see $feed")
    if feed_lacks_packages "$feed"; then
      reason="the NuGet feed lacks its packages (${reason#error })"
    else
      reason="the NuGet packages could not be asked for (${reason#error })"
      kept=no
    fi
    stack=Compat
  elif ! build_cli NuGet; then
    reason="the build against the NuGet packages fails ($(grep -o -m 1 -E 'error [^[]*[^[ ]' "$log" || echo "see $log"))"
    kept=no
    stack=Compat
  elif ! self_check NuGet; then
    reason="the NuGet packages do not pass sweep doctor --self-check here ($(grep -m 1 -o 'self-check  .*' "$log" | sed 's/self-check *//' || true))"
    stack=Compat
  else
    reason="its packages restore and pass sweep doctor --self-check"
    stack=NuGet
  fi

  if [[ $kept == no ]]; then
    say "stack $stack for this time: $reason; the next start tries again, and with SWEEP_PACKAGES=$stack it does not"
    return
  fi
  printf '%s\n' "$stack" >"$home/artifacts/stack"
  say "stack $stack: $reason; kept in artifacts/stack"
}
