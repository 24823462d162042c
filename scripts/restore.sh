#!/usr/bin/env bash
# Brings back what scripts/backup.sh saved, into a data folder (and database) that is still empty.
#   scripts/restore.sh <nearkin-….tar.gz> [<nearkin-….dump>]
set -euo pipefail
from=${1:?Usage: scripts/restore.sh <nearkin-….tar.gz> [<nearkin-….dump>]}
root=$(cd "$(dirname "$0")/.." && pwd)
jar=${NEARKIN_JAR:-$root/target/nearkin.jar}
[[ -f $jar ]] || { echo "There is no $jar; build it with: mvn package -DskipTests" >&2; exit 1; }

if [[ -n ${SPRING_DATASOURCE_URL:-} ]]; then
  dump=${2:?SPRING_DATASOURCE_URL is set: name the .dump file as the second argument}
  command -v pg_restore > /dev/null || { echo "pg_restore is missing; run: sudo apt-get install postgresql-client" >&2; exit 1; }
  PGUSER=${SPRING_DATASOURCE_USERNAME:-} PGPASSWORD=${SPRING_DATASOURCE_PASSWORD:-} \
    pg_restore --exit-on-error --single-transaction --no-owner --dbname="${SPRING_DATASOURCE_URL#jdbc:}" "$dump"
fi

java -jar "$jar" --restore="$from"
