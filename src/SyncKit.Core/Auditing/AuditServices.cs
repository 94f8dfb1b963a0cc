using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SyncKit.Auditing;

/// <summary>Registers what the audit trail needs.</summary>
internal static class AuditServices
{
    public static void Add(IServiceCollection services) => services.TryAddSingleton<AuditTrail>();
}
