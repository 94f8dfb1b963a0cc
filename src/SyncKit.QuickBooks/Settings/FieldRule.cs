namespace SyncKit.QuickBooks;

/// <summary>Copies a value of the order into a field of its documents.</summary>
public sealed record FieldRule
{
    /// <summary>
    /// Where the value is in the order: a path such as <c>customer.company</c>, <c>payment.transactionId</c>, <c>lines[0].sku</c> or <c>meta._po_number</c>.
    /// <value>Required.</value>
    /// </summary>
    public string From { get; set; } = string.Empty;

    /// <summary>
    /// Where it goes: <c>memo</c>, <c>privateNote</c>, <c>class</c>, <c>department</c>, <c>paymentNumber</c>, or <c>customField:</c> and the name or number (1 to 3)
    /// of one of the company's custom fields. <value>Required.</value>
    /// </summary>
    public string To { get; set; } = string.Empty;

    /// <summary>What is taken when the order has no such value. <value>Empty by default: the field is left out.</value></summary>
    public string Default { get; set; } = string.Empty;
}
