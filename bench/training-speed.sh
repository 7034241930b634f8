#!/usr/bin/env bash
# training-speed.sh [ROUNDS [STEPS]]: steps per second of the dense autoencoder on one thread, Sweep's and PyTorch's by turns so that both see the
# same machine, and their medians; then Sweep's resident memory over 10,000 steps. PYTHON names a Python with torch (default /usr/bin/python3).
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5} steps=${2:-400} python=${PYTHON:-/usr/bin/python3}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1

dotnet build bench/TrainingSpeed -c Release --nologo -v q >&2
ours=$(dotnet msbuild bench/TrainingSpeed -p:Configuration=Release -getProperty:TargetPath)

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for ((round = 1; round <= rounds; round++)); do
  dotnet "$ours" "$steps" | tee -a "$results/sweep" | sed 's/^/sweep:   /'
  "$python" bench/TrainingSpeed/pytorch.py "$steps" | tee -a "$results/pytorch" | sed 's/^/pytorch: /'
done

sweep=$(cut -d' ' -f1 "$results/sweep" | median)
pytorch=$(cut -d' ' -f1 "$results/pytorch" | median)
awk -v s="$sweep" -v p="$pytorch" 'BEGIN { printf "median: sweep %.1f steps/s, pytorch %.1f steps/s, ratio %.2f\n", s, p, s / p }'
echo "memory: $(dotnet "$ours" 10000 | sed 's/.*resident/resident/')"
