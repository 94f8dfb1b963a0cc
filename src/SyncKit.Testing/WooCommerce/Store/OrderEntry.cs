using System.Globalization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>An order on the shelf: its content, what is shown of it, and its rendered body until it changes.</summary>
internal sealed class OrderEntry(StoreOrder order)
{
    public StoreOrder Order { get; } = order;

    public long Id => Order.Id;

    public string Number => Order.Number ?? Order.Id.ToString(CultureInfo.InvariantCulture);

    public string ShownStatus => TornLines is null ? Order.Status : "pending";

    /// <summary>Whether the default list shows it.</summary>
    public bool Listed => Order.Status is not ("trash" or "auto-draft" or "checkout-draft");

    /// <summary>How many lines are written so far while the order is being saved.</summary>
    public int? TornLines { get; set; }

    /// <summary>The status to return to when a trashed order is restored.</summary>
    public string? StatusBeforeTrash { get; set; }

    /// <summary>A planted body that is shown instead of the order's own.</summary>
    public byte[]? Planted { get; set; }

    /// <summary>The keys it is indexed under, which the order's own dates may have left behind.</summary>
    public (long Modified, long Created, bool Listed) Indexed { get; set; }

    private byte[]? Body { get; set; }

    public byte[] Render(Site site)
    {
        if (Planted is not null)
        {
            return Planted;
        }

        if (Body is null)
        {
            PhpJsonWriter json = new();
            OrderJson.Write(json, this, site);
            Body = json.ToUtf8();
        }

        return Body;
    }

    public byte[] Render(Site site, int decimals)
    {
        if (decimals == 2 || Planted is not null)
        {
            return Render(site);
        }

        PhpJsonWriter json = new() { Decimals = decimals };
        OrderJson.Write(json, this, site);
        return json.ToUtf8();
    }

    public void Forget() => Body = null;
}
