#!/usr/bin/env bash
# Saves everything that Nearkin must not lose into one folder; Nearkin may be running.
#   scripts/backup.sh <folder>
# Embedded parts: one archive of the data folder. With SPRING_DATASOURCE_URL set: pg_dump of that database as well.
set -euo pipefail
umask 077
to=${1:?Usage: scripts/backup.sh <folder>}
root=$(cd "$(dirname "$0")/.." && pwd)
jar=${NEARKIN_JAR:-$root/target/nearkin.jar}
[[ -f $jar ]] || { echo "There is no $jar; build it with: mvn package -DskipTests" >&2; exit 1; }
mkdir -p "$to"
stamp=$(date -u +%Y%m%dT%H%M%SZ)

if [[ -n ${SPRING_DATASOURCE_URL:-} ]]; then
  command -v pg_dump > /dev/null || { echo "pg_dump is missing; run: sudo apt-get install postgresql-client" >&2; exit 1; }
  PGUSER=${SPRING_DATASOURCE_USERNAME:-} PGPASSWORD=${SPRING_DATASOURCE_PASSWORD:-} \
    pg_dump --format=custom --no-owner --file="$to/nearkin-$stamp.dump.part" "${SPRING_DATASOURCE_URL#jdbc:}"
  mv "$to/nearkin-$stamp.dump.part" "$to/nearkin-$stamp.dump"
  echo "$to/nearkin-$stamp.dump"
fi

java -jar "$jar" --backup="$to/nearkin-$stamp.tar.gz"
