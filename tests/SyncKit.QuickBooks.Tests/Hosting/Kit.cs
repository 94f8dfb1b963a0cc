using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace SyncKit.QuickBooks.Tests.Hosting;

/// <summary>Makes a builder without an engine behind it.</summary>
internal static class Kit
{
    public static SyncKitBuilder On(IServiceCollection services) => (SyncKitBuilder)Activator.CreateInstance(
        typeof(SyncKitBuilder), BindingFlags.Instance | BindingFlags.NonPublic, null, [services], null)!;
}
