using System.Text;
using System.Text.RegularExpressions;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Supabase.Api;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Checking;

/// <summary>Tries the very requests that will write rows, with none in them: they show what is missing, which key is not unique and what is not allowed.</summary>
internal sealed partial class RowProbe(ProjectSession session)
{
    private const int MostFindings = 10;

    private static readonly byte[] NoRows = "[]"u8.ToArray();
    private static readonly byte[] NoOrders = Encoding.UTF8.GetBytes("{\"orders\":[]}");

    /// <exception cref="ConnectorException">The project refused for a reason that has nothing to do with the table, or could not be reached.</exception>
    public async Task<IReadOnlyList<Finding>> TryAsync(TableMap map, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        HashSet<string> missing = new(StringComparer.Ordinal);
        while (findings.Count < MostFindings)
        {
            ProjectCall call = new(HttpMethod.Post, Without(map, missing)) { Body = NoRows, Prefer = "resolution=merge-duplicates,return=minimal" };
            HttpAnswer answer = await session.SendAsync(call, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess)
            {
                break;
            }

            ProjectError error = ProjectError.Read(answer.Body);
            if (error.Code == "PGRST204" && ColumnIn(error.Message) is { } column && missing.Add(column))
            {
                string part = map.Constants.Any(constant => constant.Key == column) ? "constants" : "columns";
                findings.Add(Error($"{map.Kind.Path}.{part}", $"{map.Name} has no column '{column}'. Add it, or correct the setting."));
                continue;
            }

            findings.Add(Read(map, answer, error));
            break;
        }

        return findings;
    }

    /// <summary>Calls the function that writes orders with none.</summary>
    public async Task<Finding?> TryAsync(string function, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await session.SendAsync(new ProjectCall(HttpMethod.Post, $"rpc/{function}") { Body = NoOrders }, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? null
            : ProjectError.Read(answer.Body).Code is "PGRST202" or "42883" ? Error(
                "tables.orderFunction",
                $"The project has no function {function}(orders jsonb). Apply SyncKit's default schema (SupabaseSchema.Sql) in the project's SQL editor, correct the name, or take tables.orderFunction out.")
            : FailureOf(answer) is { Kind: not (FailureKind.Transient or FailureKind.RateLimited or FailureKind.Uncertain) } failure ? Error("tables.orderFunction", $"{failure.Message} {failure.Remedy}")
            : throw new ConnectorException(FailureOf(answer));
    }

    private Finding Read(TableMap map, HttpAnswer answer, ProjectError error) => error.Code switch
    {
        "PGRST205" or "42P01" => Error($"{map.Kind.Path}.table", $"The project exposes no table '{map.Name}'. {DescriptionCheck.Remedy(map)}"),
        "42P10" => Error(
            $"{map.Kind.Path}.key",
            $"{map.Name} has no unique constraint over exactly {string.Join(", ", map.Key)}, so a row could not be found again: add one, or name the columns of one in {map.Kind.Path}.key."),
        _ => FailureOf(answer) is { Kind: not (FailureKind.Transient or FailureKind.RateLimited or FailureKind.Uncertain) } failure
            ? Error(failure.Code == "supabase.permission" ? SupabaseCredentials.ApiKey : map.Kind.Path, $"{map.Name}: {failure.Message} {failure.Remedy}")
            : throw new ConnectorException(FailureOf(answer)),
    };

    private Failure FailureOf(HttpAnswer answer) => WriteFaults.Of(answer, session).Failure;

    private static string Without(TableMap map, HashSet<string> missing)
    {
        string path = map.UpsertPath;
        foreach (string column in missing)
        {
            path = path.Replace($"columns={column},", "columns=", StringComparison.Ordinal).Replace($",{column},", ",", StringComparison.Ordinal);
            path = path.EndsWith($",{column}", StringComparison.Ordinal) ? path[..^(column.Length + 1)] : path;
        }

        return path;
    }

    private static string? ColumnIn(string message) => NamedColumn().Match(message) is { Success: true } match ? match.Groups[1].Value : null;

    private static Finding Error(string setting, string message) => new(FindingSeverity.Error, setting, message);

    [GeneratedRegex("the '([^']+)' column")]
    private static partial Regex NamedColumn();
}
