-- Books outside of all hosts. A call is one statement, so that it is carried out by the server whatever becomes of the host that made it, as a call to a
-- real system is.

CREATE SCHEMA IF NOT EXISTS proof;

CREATE TABLE IF NOT EXISTS proof.document
(
    lane text NOT NULL,
    record text NOT NULL,
    request text NOT NULL,
    host text NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (lane, request, record)
);

CREATE TABLE IF NOT EXISTS proof.call
(
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane text NOT NULL,
    host text NOT NULL,
    request text NOT NULL,
    used bigint NOT NULL,
    made integer NOT NULL,
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS proof.sent
(
    lane text NOT NULL,
    record text NOT NULL,
    PRIMARY KEY (lane, record)
);

CREATE OR REPLACE FUNCTION proof.write(p_lane text, p_host text, p_request text, p_records text[], p_used bigint, p_work interval) RETURNS integer
LANGUAGE plpgsql AS $function$
DECLARE
    began timestamptz := clock_timestamp();
    made integer;
BEGIN
    PERFORM pg_sleep_for(p_work);
    INSERT INTO proof.document (lane, record, request, host, made_at)
    SELECT p_lane, record, p_request, p_host, clock_timestamp() FROM unnest(p_records) AS record
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
    INSERT INTO proof.call (lane, host, request, used, made, began_at, ended_at)
    VALUES (p_lane, p_host, p_request, p_used, made, began, clock_timestamp());
    RETURN made;
END;
$function$;
