using System.Collections.Concurrent;
using System.Globalization;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.Lanes;

/// <summary>
/// Has a destination checked against the live account before its first record, and again whenever its settings change: a setting that cannot work parks the
/// connection before anything is written by it. That a version of the settings passed is durable.
/// </summary>
internal sealed class FirstCheck(IEnumerable<IConnector> connectors, IReferenceStore references)
{
    /// <summary>The code of a connection that its check parked.</summary>
    public const string Code = "connection.check";

    private const string PassedKind = "@settings-passed";
    private const int MostFindings = 5;

    private readonly Dictionary<string, IConnector> byName = connectors.ToDictionary(static connector => connector.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ConnectionId Lane, int Version), bool> passed = new();

    /// <exception cref="LaneInterruption">The check found errors.</exception>
    public async Task EnsureAsync(LaneSession session, CancellationToken cancellationToken)
    {
        int version = session.Connection.Settings.Version;
        if (passed.ContainsKey((session.Lane, version)) || !byName.TryGetValue(session.Lane.Connector, out IConnector? connector))
        {
            return;
        }

        Reference mark = new(PassedKind, version.ToString(CultureInfo.InvariantCulture));
        if ((await references.FindAsync(session.Lane, [mark], cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            IReadOnlyList<Finding> findings = await connector.CheckAsync(session.Connection, cancellationToken).ConfigureAwait(false);
            List<Finding> errors = [.. findings.Where(static finding => finding.Severity == FindingSeverity.Error)];
            if (errors.Exists(static error => error.Setting == Finding.OfConnection))
            {
                // Whatever keeps the account from being asked says so itself, and better, to the work that comes next; the check is owed until it passes.
                return;
            }

            if (errors.Count > 0)
            {
                throw new LaneInterruption(Parked(errors));
            }

            ResolvedReference checkedNow = new(mark.Kind, mark.Key, mark.Key, new Dictionary<string, string>(), session.Now);
            await session.SettleAsync(new Settlement { References = [checkedNow] }, cancellationToken).ConfigureAwait(false);
        }

        passed[(session.Lane, version)] = true;
    }

    private static Failure Parked(List<Finding> errors)
    {
        string more = errors.Count > MostFindings ? string.Create(CultureInfo.InvariantCulture, $" And {errors.Count - MostFindings} more.") : string.Empty;
        return new Failure(
            FailureKind.NeedsAttention,
            Code,
            string.Join(' ', errors.Take(MostFindings).Select(static error => error.Message)) + more,
            "Nothing was written by these settings. Correct them or the account; it is looked at again every 15 minutes.");
    }
}
