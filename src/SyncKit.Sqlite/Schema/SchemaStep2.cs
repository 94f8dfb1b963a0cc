namespace SyncKit.Sqlite.Schema;

/// <summary>
/// What the ledger says of a document beyond its amounts: whether it counts, its date as a day number, fingerprint, proof and settings; and the way from a
/// document in the books back to its record. A call that is under way keeps its targets, so these get the same members.
/// </summary>
internal static class SchemaStep2
{
    public const string Sql = """
        ALTER TABLE ledger_documents ADD COLUMN counts INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE ledger_documents ADD COLUMN date INTEGER;
        ALTER TABLE ledger_documents ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
        ALTER TABLE ledger_documents ADD COLUMN proof TEXT NOT NULL DEFAULT '';
        ALTER TABLE ledger_documents ADD COLUMN settings_version INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX ledger_destination ON ledger_documents (tenant, lane, destination_id);

        UPDATE intents SET targets = CAST(replace(
            CAST(targets AS TEXT), '"Document":{', '"Document":{"CountsTowardsTotal":true,"Fingerprint":"","Proof":"",') AS BLOB);
        """;
}
