using System.Reflection;

namespace SyncKit.Core.Tests.World;

/// <summary>A store that does not answer for a while.</summary>
public class FalteringStore<T> : DispatchProxy
    where T : class
{
    private T store = null!;
    private TaskCompletionSource? called;

    /// <summary>Whether calls fail now.</summary>
    public bool Falters { get; set; }

    internal T Store => (T)(object)this;

    /// <summary>Completes with the next call, before it is answered.</summary>
    public Task NextCall()
    {
        TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref called, next);
        return next.Task;
    }

    internal static FalteringStore<T> Wrap(T store)
    {
        FalteringStore<T> wrapped = (FalteringStore<T>)(object)Create<T, FalteringStore<T>>();
        wrapped.store = store;
        return wrapped;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Volatile.Read(ref called)?.TrySetResult();
        return Falters
            ? throw new CrashException($"no answer to {targetMethod!.Name}")
            : targetMethod!.Invoke(store, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
