#!/usr/bin/env bash
# Installs what `npm run test:databases` needs beside npm's packages: the database servers, without which it fails, and
# Debian's migration tools, without which it leaves their tests out. Installs only what is missing.
set -euo pipefail

packages=(
  postgresql-15 mariadb-server-core mariadb-client-core openssl
  alembic python3-django python3-psycopg2 python3-pymysql
  ruby-activerecord ruby-pg ruby-mysql2
  sqitch libdbd-pg-perl libdbd-mysql-perl
)
missing=()
for package in "${packages[@]}"; do
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
done
# For Liquibase, whatever brings it.
command -v java >/dev/null || missing+=(default-jre-headless)
[[ ${#missing[@]} -gt 0 ]] || exit 0

run() { printf '\n$ %s\n' "$*"; "$@"; }
as_root=()
[[ $EUID -eq 0 ]] || as_root=(sudo -n)
run "${as_root[@]}" apt-get update -qq
run "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
