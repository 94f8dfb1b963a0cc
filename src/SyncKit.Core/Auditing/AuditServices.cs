using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.Auditing;

/// <summary>Registers what the audit trail needs.</summary>
internal static class AuditServices
{
    public static void Add(IServiceCollection services)
    {
    }
}
