using System.Diagnostics.CodeAnalysis;

namespace SyncKit.Commerce;

/// <summary>
/// A place in an order, for example <c>billing.country</c>, <c>lines[0].sku</c>, <c>meta._vat.number</c> or <c>meta["VAT number"]</c>. The
/// members are those of <see cref="Order"/> in camel case, with its shipping charges as <c>shippingLines</c> and its addresses as
/// <c>billing</c> and <c>shipping</c>. Behind the key of a meta entry the path goes on into the JSON that the entry holds.
/// </summary>
/// <remarks>Immutable and safe for use from several threads.</remarks>
public sealed class OrderPath
{
    private readonly string text;
    private readonly Func<Order, string?> read;

    private OrderPath(string text, Func<Order, string?> read)
    {
        this.text = text;
        this.read = read;
    }

    /// <summary>Reads a path from its text. Never throws.</summary>
    /// <param name="text">
    /// The text. Names are parted by dots; a place in a list stands in brackets and counts from zero; a name with dots or brackets in it
    /// stands in brackets and single or double quotation marks, in which a backslash keeps the next character as it is.
    /// </param>
    /// <param name="path">The path; <see langword="null"/> when the text is none.</param>
    /// <param name="problem">A sentence that names the wrong part and what is possible there; <see langword="null"/> when nothing is wrong.</param>
    /// <returns>Whether the text is a path.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OrderPath? path, [NotNullWhen(false)] out string? problem)
    {
        path = null;
        if (!PathText.TryRead(text ?? string.Empty, out List<PathStep>? steps, out problem))
        {
            return false;
        }

        PathWalk walk = new(text!, steps);
        Func<Order, string?>? read = OrderMembers.OfOrder.Follow(walk);
        path = read is null ? null : new OrderPath(text!, read);
        problem = path is null ? walk.Problem! : null;
        return path is not null;
    }

    /// <summary>Reads what an order holds in this place.</summary>
    /// <param name="order">The order.</param>
    /// <returns>
    /// Text as it is, numbers with a decimal point, truths as <c>true</c> and <c>false</c>, days as <c>2026-12-31</c>, times in UTC as
    /// <c>2026-12-31T23:30:00Z</c>; <see langword="null"/> when there is nothing in this place, or an object or list of meta.
    /// </returns>
    public string? Read(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return read(order);
    }

    /// <summary>The path's text.</summary>
    public override string ToString() => text;
}
