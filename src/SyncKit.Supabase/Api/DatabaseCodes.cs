using System.Collections.Frozen;
using SyncKit.Faults;

namespace SyncKit.Supabase.Api;

/// <summary>
/// Says what a code of PostgreSQL or PostgREST means, in words that a bookkeeper understands. Whoever names a code has rolled the request back. Pure.
/// </summary>
/// <remarks>See https://www.postgresql.org/docs/current/errcodes-appendix.html and https://docs.postgrest.org/en/stable/references/errors.html.</remarks>
internal static class DatabaseCodes
{
    /// <summary>The code of a row that was taken and is not there.</summary>
    public const string NotKept = "supabase.not-kept";

    private const string Later = "Nothing needs to be done unless it lasts: SyncKit tries again by itself.";
    private const string Settings = "Run the check of the connection, which names the setting, and correct it.";

    /// <summary>The codes of refusals that the project's owner may lift without anything changing in the record.</summary>
    public static FrozenSet<string> Curable { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "supabase.duplicate", "supabase.reference", "supabase.required", "supabase.rule", "supabase.raised", NotKept);

    /// <returns><see langword="null"/> where the code says nothing more than the answer's status.</returns>
    public static ProjectFault? Of(ProjectError error, string host, bool asUser)
    {
        string said = error.Message.Length > 0 ? $": {error.Message.TrimEnd('.')}" : string.Empty;
        return error.Code switch
        {
            "23505" => Row("duplicate", $"Another row already has a value that may stand there only once{said}{Key(error)}.",
                "Delete or correct the other row, or take the rule off the table, then retry."),
            "23503" => Row("reference", $"A row refers to one that is not there, or one is needed by another table{said}{Key(error)}.",
                "Add what is missing, or take the rule off the table, then retry."),
            "23502" => Row("required", $"A column must not be empty and nothing was given for it{said}.",
                "Map a field or a constant to the column, give it a default, or let it be empty; then retry."),
            "23514" or "23P01" => Row("rule", $"A rule of the table does not allow the values{said}.", "Correct the record or the rule, then retry."),
            "21000" => Row("twice", $"Two rows of one request have the same key{said}.", "Choose key columns that tell the rows apart, then retry."),
            "P0001" => Row("raised", $"A trigger or function of the project refused the values{said}.", "Correct the record or the function, then retry."),
            "42501" => new(Attention("permission", $"The database of {host} does not let {(asUser ? "the user" : "the API key")} do that{said}.", asUser
                ? "Let the policies of the table allow it to the user's tenant, or grant the table to the role \"authenticated\"."
                : "Use a secret key, which row-level security does not hold back, or grant the table to its role."), FaultReach.Request),
            "25006" => Attend("read-only", $"The database of {host} takes no changes now{said}.", "Look in the Supabase dashboard whether its disk is full, and enlarge it."),
            "42P10" => Attend("no-unique-key", $"A table has no unique constraint over the key columns{said}.", "Add a unique constraint over them, or name others in the setting key."),
            "42P01" or "42703" or "42804" or "42883" or "428C9" or "PGRST200" or "PGRST202" or "PGRST203" or "PGRST204" or "PGRST205" or "PGRST118" =>
                Attend("tables-changed", $"A table, column or function is not there or of another type{said}.", Settings),
            "PGRST106" => Attend("schema", $"{host} does not expose the schema{said}.", "Add it to the exposed schemas in the project's settings (Data API), or name another schema."),
            "PGRST301" or "PGRST302" or "PGRST303" when asUser => Attend(
                "token-rejected", $"{host} does not take the user's token{said}.", $"Enter a fresh one as {SupabaseCredentials.AccessToken}."),
            "57014" => new(Passing("timeout", $"The database of {host} gave a request up after its time limit{said}.", Later), FaultReach.Unclear),
            "SUP" => OfLite(error, host, asUser),
            _ => OfClass(error, host, said),
        };
    }

    private static ProjectFault? OfClass(ProjectError error, string host, string said) => error.Code switch
    {
        ['P', 'T', _, _, _] => Row("raised", $"A function of the project refused the values{said}.", "Correct the record or the function, then retry."),
        ['2', '2', _, _, _] => Row("value", $"A value does not fit its column{said}.", "Correct the record, or the column's type, then retry."),
        ['2', '3', _, _, _] => Row("rule", $"A rule of the table does not allow the values{said}.", "Correct the record or the rule, then retry."),
        ['5', '4', _, _, _] => Row("too-large", $"A value is too large for the database{said}.", "Map less into the column, or take an index off it, then retry."),
        ['4', '0', _, _, _] or "55P03" or "55006" => Pass("conflict", $"Other work in the database of {host} stood in the way{said}."),
        ['5', '3', _, _, _] => Pass("exhausted", $"The database of {host} has no room for more now{said}."),
        ['5', '7', 'P', _, _] or ['0', '8', _, _, _] or "PGRST000" or "PGRST001" or "PGRST002" or "PGRST003" =>
            Pass("database-away", $"{host} cannot reach its database{said}."),
        ['5', '8', _, _, _] or ['X', 'X', _, _, _] or ['P', '0', _, _, _] or ['2', '4', _, _, _] or ['2', '5', _, _, _] =>
            new(Passing("server-error", $"The database of {host} met an error ({error.Code}){said}.", Later), FaultReach.Unclear),
        _ => null,
    };

    /// <summary>Supabase's small server for development gives many errors one code and puts what PostgreSQL said into words.</summary>
    private static ProjectFault? OfLite(ProjectError error, string host, bool asUser)
    {
        (string Words, string Code)[] told =
        [
            ("violates check constraint", "23514"), ("violates row-level security", "42501"), ("deadlock detected", "40P01"), ("could not serialize", "40001"),
            ("canceling statement", "57014"), ("terminating connection", "57P01"), ("too many clients", "53300"), ("ECONNREFUSED", "08006"), ("ECONNRESET", "08006"),
            ("CONNECTION_", "08006"), ("lock timeout", "55P03"),
        ];
        string code = told.FirstOrDefault(pair => error.Message.Contains(pair.Words, StringComparison.OrdinalIgnoreCase)).Code ?? "XX000";
        return Of(error with { Code = code }, host, asUser);
    }

    /// <summary>Only of a key: other details may hold a whole row, with the customer in it.</summary>
    private static string Key(ProjectError error) =>
        error.Details.StartsWith("Key (", StringComparison.Ordinal) ? $" ({error.Details.TrimEnd('.')})" : string.Empty;

    private static ProjectFault Row(string code, string message, string remedy) =>
        new(new Failure(FailureKind.Permanent, "supabase." + code, message, remedy), FaultReach.Row);

    private static ProjectFault Attend(string code, string message, string remedy) => new(Attention(code, message, remedy), FaultReach.Request);

    private static ProjectFault Pass(string code, string message) => new(Passing(code, message, Later), FaultReach.Request);

    private static Failure Attention(string code, string message, string remedy) => new(FailureKind.NeedsAttention, "supabase." + code, message, remedy);

    private static Failure Passing(string code, string message, string remedy) => new(FailureKind.Transient, "supabase." + code, message, remedy);
}
