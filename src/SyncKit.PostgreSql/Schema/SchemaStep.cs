namespace SyncKit.PostgreSql.Schema;

/// <summary>One step of the schema. Steps only add, so that hosts of the version before go on working beside those of the new one.</summary>
/// <param name="Sql">What it does, in one transaction.</param>
/// <param name="Oldest">The lowest schema number whose hosts can work with the result.</param>
internal sealed record SchemaStep(string Sql, int Oldest);
