using SyncKit.Connections;

namespace SyncKit.Runs;

/// <summary>A run whose turn has come.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Id">The run.</param>
/// <param name="Target">What it works on; see <see cref="RunRequest.Target"/>.</param>
public sealed record DueRun(TenantId Tenant, Guid Id, string Target);
