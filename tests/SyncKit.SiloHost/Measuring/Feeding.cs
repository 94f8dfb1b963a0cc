using Microsoft.Extensions.Hosting;
using SyncKit.Inbox;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Proof;

namespace SyncKit.SiloHost.Measuring;

/// <summary>Takes a back-fill in.</summary>
internal static class Feeding
{
    private const int CommitSize = 500;

    public static async Task RunAsync(HostSettings settings)
    {
        using IHost host = ProofHost.Idle(settings);
        string run = $"{DateTimeOffset.UtcNow:HHmmssfff}";
        int each = settings.Orders / settings.Tenants;
        for (int tenant = 1; tenant <= settings.Tenants; tenant++)
        {
            foreach (int[] part in Enumerable.Range(1, each).Chunk(CommitSize))
            {
                await ProofWorld.ReceiveAsync(
                    host.Services, ProofWorld.Tenant(tenant), part.Select(number => $"{run}-{number}"), ChangePriority.Backfill, CancellationToken.None);
            }
        }
    }
}
