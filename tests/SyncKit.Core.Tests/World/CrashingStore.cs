using System.Reflection;

namespace SyncKit.Core.Tests.World;

/// <summary>Counts each call to a store as two steps, before and after it took effect.</summary>
public class CrashingStore<T> : DispatchProxy
    where T : class
{
    private T store = null!;
    private Crash crash = null!;

    internal static T Wrap(T store, Crash crash)
    {
        T proxy = Create<T, CrashingStore<T>>();
        CrashingStore<T> wrapped = (CrashingStore<T>)(object)proxy;
        wrapped.store = store;
        wrapped.crash = crash;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        crash.Step($"before {targetMethod!.Name}");
        object? result = targetMethod.Invoke(store, BindingFlags.DoNotWrapExceptions, null, args, null);
        crash.Step($"after {targetMethod.Name}");
        return result;
    }
}
