using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Auditing;
using SyncKit.Lanes;

namespace SyncKit.Ledger;

/// <summary>Registers what acts on the ledger by call.</summary>
internal static class LedgerServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<IDeadLetterStore>(),
            provider.GetRequiredService<IAuditTrail>(),
            provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
