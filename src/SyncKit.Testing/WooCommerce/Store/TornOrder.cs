namespace SyncKit.Testing.WooCommerce;

/// <summary>An order that is half written: readers see its first lines only, total 0.00, status <c>pending</c>, and already its final date of modification.</summary>
public sealed class TornOrder
{
    private readonly Action complete;

    internal TornOrder(long id, Action complete)
    {
        Id = id;
        this.complete = complete;
    }

    /// <summary>The order's id.</summary>
    public long Id { get; }

    /// <summary>Shows the whole order. The date of modification stays as it was, so a cursor that passed it never sees the difference.</summary>
    public void Complete() => complete();
}
