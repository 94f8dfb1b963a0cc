using SyncKit.Testing.Faults;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase;

/// <summary>What goes wrong at a Supabase project, in the words of whoever says so, to be planned with <see cref="FaultPlan"/>. None of them does the work.</summary>
public static class SupabaseFault
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>The database or PostgREST refuses, with the status that PostgREST gives the code.</summary>
    /// <param name="code">The SQLSTATE or PostgREST's code, for example <c>40P01</c> or <c>PGRST002</c>.</param>
    /// <param name="message">The sentence.</param>
    /// <param name="details">More about it.</param>
    /// <param name="hint">What may help.</param>
    public static Fault Database(string code, string message, string? details = null, string? hint = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(code.Length, 2);
        return Fault.Answer(ErrorStatus.Of(code), ErrorBody.Text(code, message, details, hint));
    }

    /// <summary>A deadlock: 500 with <c>40P01</c>.</summary>
    public static Fault Deadlock() => Database("40P01", "deadlock detected", hint: "See server log for query details.");

    /// <summary>A serialization failure: 500 with <c>40001</c>.</summary>
    public static Fault SerializationFailure() => Database("40001", "could not serialize access due to concurrent update");

    /// <summary>A statement that took too long: 500 with <c>57014</c>.</summary>
    public static Fault StatementTimeout() => Database("57014", "canceling statement due to statement timeout");

    /// <summary>No connection left: 503 with <c>53300</c>.</summary>
    public static Fault TooManyConnections() => Database("53300", "remaining connection slots are reserved for roles with the SUPERUSER attribute");

    /// <summary>The database is away: 503 with <c>PGRST000</c>.</summary>
    public static Fault DatabaseAway() => Database("PGRST000", "Database connection error. Retrying the connection.");

    /// <summary>The description of the schema is not loaded yet: 503 with <c>PGRST002</c>.</summary>
    public static Fault SchemaCacheLoading() => Database("PGRST002", "Could not query the database for the schema cache. Retrying.");

    /// <summary>No connection of the pool became free in time: 504 with <c>PGRST003</c>.</summary>
    public static Fault PoolTimeout() => Database("PGRST003", "Timed out acquiring connection from connection pool.");

    /// <summary>A page of the edge in place of an answer, for example 520, 522 or 502.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="retryAfter">The value of the <c>Retry-After</c> header in whole seconds; no header when absent.</param>
    public static Fault EdgePage(int status, TimeSpan? retryAfter = null) =>
        Fault.Answer(status, $"<!DOCTYPE html><html><head><title>{status}</title></head><body>cloudflare</body></html>", Html, retryAfter);
}
