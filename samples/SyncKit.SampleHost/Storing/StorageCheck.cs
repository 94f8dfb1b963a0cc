using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Hosting;
using SyncKit.SampleHost.Configuration;

namespace SyncKit.SampleHost.Storing;

/// <summary>Sees that the storage can be written, so that a wrong address or password is one sentence.</summary>
internal static class StorageCheck
{
    /// <exception cref="ConfigurationError">It cannot.</exception>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<IStorageProbe>().TouchAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException)
        {
            throw new ConfigurationError($"Storage cannot be used: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }
}
