using SyncKit.AspNetCore.Api.Connections;
using SyncKit.AspNetCore.Api.Flows;

namespace SyncKit.AspNetCore.Api.Tenants;

/// <summary>How a tenant stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Connections">Its connections.</param>
/// <param name="Lanes">Its lanes: one per destination that anything was sent to.</param>
/// <param name="Flows">What became of everything that entered each flow.</param>
internal sealed record TenantOverview(
    string Id,
    IReadOnlyList<ConnectionRow> Connections,
    IReadOnlyList<LaneAnswer> Lanes,
    IReadOnlyList<FlowCountsAnswer> Flows);
