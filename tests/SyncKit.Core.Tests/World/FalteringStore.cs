using System.Reflection;

namespace SyncKit.Core.Tests.World;

/// <summary>A store that does not answer for a while.</summary>
public class FalteringStore<T> : DispatchProxy
    where T : class
{
    private T store = null!;
    private int calls;

    /// <summary>Whether calls fail now.</summary>
    public bool Falters { get; set; }

    public int Calls => Volatile.Read(ref calls);

    internal T Store => (T)(object)this;

    internal static FalteringStore<T> Wrap(T store)
    {
        FalteringStore<T> wrapped = (FalteringStore<T>)(object)Create<T, FalteringStore<T>>();
        wrapped.store = store;
        return wrapped;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Interlocked.Increment(ref calls);
        return Falters
            ? throw new CrashException($"no answer to {targetMethod!.Name}")
            : targetMethod!.Invoke(store, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
