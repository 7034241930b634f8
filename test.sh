#!/usr/bin/env bash
# Sets up what is missing, builds everything, checks the formatting and runs the tests; the last line sums them up.
#   ./test.sh                 all test projects
#   ./test.sh Coordinator     those whose name contains "Coordinator"; several names may be given
#   SWEEP_TEST_FILTER='FullyQualifiedName~Grids' ./test.sh    passed on to `dotnet test --filter`
set -euo pipefail
shopt -s inherit_errexit nullglob

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
# shellcheck source=scripts/setup.sh
source "$home/scripts/setup.sh"
cd "$home"

require_dotnet
take_turns
require_native
require_postgres
require_faketime
require_iproute
require_browser
choose_stack

failures=0
check() { # Runs one check; its output is shown only when it fails.
  local name=$1 started=$SECONDS
  shift
  if "$@" >"$log" 2>&1 8>&-; then
    say "$name: ok ($((SECONDS - started)) s)"
  else
    cat "$log" >&2
    say "$name: failed ($((SECONDS - started)) s)"
    failures=$((failures + 1))
    return 1
  fi
}

results="$home/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"

# Analyzers and formatting rules are errors of the build; the second check sees files that no project compiles.
if check "build ($stack stack)" dotnet build Sweep.sln -c Release -p:Packages="$stack" -v quiet -nologo; then
  check "formatting" dotnet format whitespace --folder --verify-no-changes --exclude artifacts || true
  end_turn

  run_project() { # Output of one test project: shown when it fails, else only its length in time.
    local name=$1 results=$2 stack=$3 started=$SECONDS filter=()
    [[ -z "${SWEEP_TEST_FILTER:-}" ]] || filter=(--filter "$SWEEP_TEST_FILTER")
    if timeout 2400 dotnet test "artifacts/${stack,,}/bin/$name/release/Sweep.$name.dll" "${filter[@]}" \
      --logger "trx;LogFileName=$results/$name.trx" --blame-hang-timeout 10m --results-directory "$results" >"$results/$name.log" 2>&1; then
      printf 'sweep: %s: ok (%d s)\n' "$name" $((SECONDS - started)) >&2
    else
      cat "$results/$name.log" >&2
      printf 'sweep: %s: failed (%d s)\n' "$name" $((SECONDS - started)) >&2
      touch "$results/$name.failed"
    fi
  }
  export -f run_project
  export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1

  projects=()
  for file in tests/*/*.Tests.csproj; do
    name=$(basename "$file" .csproj)
    for wanted in "${@:-}"; do
      [[ $name != *"$wanted"* ]] || { projects+=("$name") && break; }
    done
  done
  ((${#projects[@]})) || { say "no test project is named like: $*" && exit 2; }

  printf '%s\n' "${projects[@]}" | xargs -P "${SWEEP_TEST_JOBS:-1}" -I{} bash -c 'run_project "$@"' _ {} "$results" "$stack"
fi

passed=0 failed=0 skipped=0
for file in "$results"/*.trx; do
  counters=$(grep -o -m 1 '<Counters [^>]*>' "$file")
  count() { local text=${counters#* "$1"=\"} && printf '%s' "${text%%\"*}"; }
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count total) - $(count passed) - $(count notExecuted)))
  skipped=$((skipped + $(count notExecuted)))
done

# A check that failed, or a test process that died before it could report, counts as one failure.
for file in "$results"/*.failed; do
  grep -q -E '<Counters [^>]* failed="[1-9]' "${file%.failed}.trx" 2>/dev/null || failures=$((failures + 1))
done
failed=$((failed + failures))

printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
((failed == 0))
