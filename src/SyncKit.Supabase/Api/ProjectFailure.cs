using System.Globalization;
using SyncKit.Faults;
using SyncKit.Http;

namespace SyncKit.Supabase.Api;

/// <summary>Says what an answer that is no success means, and what to do about it. Pure.</summary>
internal static class ProjectFailure
{
    public const string KeyRejected = "supabase.key-rejected";
    public const string SchemaHidden = "supabase.schema";

    /// <summary>The status of a project that its owner or Supabase paused.</summary>
    public const int Paused = 540;

    private const string Later = "Nothing needs to be done unless it lasts: SyncKit tries again by itself.";
    private const string NewKey = "Copy a secret key from the project's settings (API Keys) and enter it.";

    public static Failure Of(HttpAnswer answer, string host, string schema, bool asUser)
    {
        ProjectError error = ProjectError.Read(answer.Body);
        if (answer.IsSuccess)
        {
            return Transient("not-json", $"{host} answered with JSON of another shape than the API has.", "See whether url is the address of a Supabase project.", null);
        }

        HttpFault fault = answer.Fault;
        if (fault.Kind != HttpFaultKind.Throttled && error.Code is not ("PGRST106" or "SUP") && DatabaseCodes.Of(error, host, asUser) is { } known)
        {
            return known.Failure with { RetryAfter = fault.Wait };
        }

        return fault.Kind switch
        {
            HttpFaultKind.NotSent => Transient("unreachable", $"{host} cannot be reached.", "See whether the address is right. " + Later, fault.Wait),
            HttpFaultKind.AddressRefused => Attention(
                "supabase.private-address",
                $"{host} leads to an address that is not public, and projects are not called there.",
                "Write the project's public address as url. A project in this host's own network needs SupabaseOptions.AllowPrivateAddresses."),
            HttpFaultKind.NoAnswer => Transient("unreachable", $"{host} did not answer in time or broke the answer off.", Later, fault.Wait),
            HttpFaultKind.Throttled => new Failure(FailureKind.RateLimited, "supabase.rate-limited", $"{host} asks for fewer calls.", Later) { RetryAfter = fault.Wait },
            HttpFaultKind.ServerError => OfServer(answer, fault, error, host),
            HttpFaultKind.Unauthorized or HttpFaultKind.Forbidden => OfKey(error, host),
            HttpFaultKind.NotFound => Attention("supabase.not-found", $"There is no Supabase API at {host}{Said(error)}.", "See whether url is the project's address, as its settings show it (Data API)."),
            HttpFaultKind.BadBody => Transient("not-json", $"{host} answered with something that is not JSON, such as a page of a proxy.", "See whether url is the address of a Supabase project.", fault.Wait),
            _ => OfRejection(answer, error, host, schema),
        };
    }

    private static Failure OfServer(HttpAnswer answer, HttpFault fault, ProjectError error, string host) => answer.Status switch
    {
        Paused => Attention("supabase.paused", $"The project at {host} is paused.", "Restore the project in the Supabase dashboard."),
        503 => Transient("database-away", $"{host} cannot reach its database{Said(error)}.", Later, fault.Wait),
        _ => Transient("server-error", string.Create(CultureInfo.InvariantCulture, $"{host} failed with HTTP {answer.Status}{Said(error)}."), Later, fault.Wait),
    };

    /// <summary>The gateway refuses keys without a code; PostgREST and PostgreSQL name theirs.</summary>
    private static Failure OfKey(ProjectError error, string host) => error.Code switch
    {
        "PGRST303" => Attention(KeyRejected, $"The API key of {host} has expired.", NewKey),
        "PGRST301" or "PGRST302" or "" => Attention(KeyRejected, $"{host} does not take the API key{Said(error)}.", NewKey),
        _ => Attention(KeyRejected, $"{host} refuses the API key ({error.Code}){Said(error)}.", NewKey),
    };

    private static Failure OfRejection(HttpAnswer answer, ProjectError error, string host, string schema)
    {
        if (answer.Status is >= 300 and < 400)
        {
            string target = Uri.TryCreate(answer.Header("Location"), UriKind.Absolute, out Uri? to) ? $"{to.Scheme}://{to.Authority}" : "another address";
            return Attention("supabase.redirected", $"{host} sends calls on to {target}, and keys are not sent along.", $"Set url to where the project really is: {target}.");
        }

        return error.Code == "PGRST106"
            ? Attention(SchemaHidden, $"{host} does not expose the schema \"{schema}\".", "Add it to the exposed schemas in the project's settings (Data API), or name another schema.")
            : new Failure(
                FailureKind.Permanent,
                "supabase.request-refused",
                string.Create(CultureInfo.InvariantCulture, $"{host} refused the request with HTTP {answer.Status}{Said(error)}."),
                "See the project's API logs for the request.");
    }

    private static string Said(ProjectError error) => error.Message.Length > 0 ? $": {error.Message.TrimEnd('.')}" : string.Empty;

    private static Failure Attention(string code, string message, string remedy) => new(FailureKind.NeedsAttention, code, message, remedy);

    private static Failure Transient(string code, string message, string remedy, TimeSpan? wait) =>
        new(FailureKind.Transient, "supabase." + code, message, remedy) { RetryAfter = wait };
}
