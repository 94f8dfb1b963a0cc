using System.Reflection;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A store of which no call succeeds.</summary>
internal class Broken<T> : DispatchProxy
    where T : class
{
    public static T Make() => Create<T, Broken<T>>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new IOException("The disk is gone.");
}
