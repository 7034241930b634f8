#!/usr/bin/env bash
# Makes what the processes of a cluster prove to each other: a shared secret, an authority with two certificates, a token for the HTTP API, a
# password for the database. They go into base/secrets (or the folder given), which git ignores and `kubectl kustomize` reads.
#   deploy/k8s/make-secrets.sh [DIR]
set -euo pipefail
umask 077

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
folder=${1:-$here/base/secrets}
[[ $folder == /* ]] || folder=$PWD/$folder
days=3650

if [[ -e "$folder" ]]; then
  printf 'make-secrets: %s is there already: what runs with it would be locked out. Move it away first.\n' "$folder" >&2
  exit 1
fi

making=$folder.making
rm -rf "$making"
mkdir -p "$making"
cd "$making"

openssl rand -hex 32 >secret
openssl rand -hex 32 >token
openssl rand -hex 32 | tr -d '\n' >postgres-password

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$days" -subj "/CN=Sweep authority" \
  -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -keyout authority.key -out authority.crt 2>/dev/null

# Coordinators and nodes share one certificate, whose name they compare with their own; PostgreSQL has another.
certify() {
  local name=$1 host=$2
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$host" -keyout "$name.key" -out "$name.csr" 2>/dev/null
  openssl x509 -req -in "$name.csr" -CA authority.crt -CAkey authority.key -CAcreateserial -days "$days" -out "$name.crt" 2>/dev/null -extfile <(
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:%s\n' "$host"
  )
  rm "$name.csr"
}
certify cluster sweep
certify postgres sweep-postgres
rm -f authority.srl

printf 'Host=sweep-postgres;Username=sweep;Database=sweep;Password=%s;SSL Mode=VerifyFull;Root Certificate=/run/secrets/sweep/authority.crt\n' \
  "$(<postgres-password)" >connection

mv "$making" "$folder"
printf 'make-secrets: made %s; keep a copy where secrets are kept (authority.key is needed only to make more certificates)\n' "$folder" >&2
