using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Makes the documents of one order that passed its checks. Pure.</summary>
internal sealed class OrderDocuments(
    Order order,
    RecordKey record,
    QuickBooksSettings settings,
    Company company,
    TaxPlan tax,
    OrderReferences references,
    IReadOnlyDictionary<Reference, ReferenceAnswer> resolved)
{
    public const string SaleKey = "sale";
    public const string SaleKind = "SalesReceipt";
    public const string RefundKind = "RefundReceipt";
    private const int LongestPaymentNumber = 21;

    public static string RefundKey(string refundId) => $"refund:{refundId}";

    public (DocumentDraft<QuickBooksDocument>? Draft, Failure? Refusal) Sale()
    {
        List<PricedLine> lines = [];
        List<decimal> nets = [];
        decimal rebate = 0;
        bool anyTaxed = false;
        foreach (OrderLine line in order.Lines)
        {
            decimal gross = Math.Max(0, Math.Max(line.Subtotal, line.Total));
            Add(references.Item(line.Sku, line.Name), line.Name, line.Quantity, gross, line.Total, line.TotalTax);
        }

        foreach (ShippingLine line in order.Shipping)
        {
            string title = line.Title.Length > 0 ? line.Title : settings.ShippingItem;
            Add(references.ShippingItem, title, 0, Math.Max(0, line.Total), line.Total, line.TotalTax);
        }

        foreach (FeeLine fee in order.Fees)
        {
            if (fee.Total < 0)
            {
                rebate -= fee.Total;
            }
            else
            {
                Add(references.FeeItem, fee.Name.Length > 0 ? fee.Name : settings.FeeItem, 0, fee.Total, fee.Total, fee.TotalTax);
            }
        }

        // A shop may state tax that no line carries; QuickBooks drops tax when no line is taxed.
        List<PricedLine> priced = order.TotalTax != 0 && !anyTaxed ? [.. lines.Select(static line => line with { IsTaxed = true })] : lines;
        decimal net = nets.Sum();
        if (rebate > net)
        {
            return (null, Refusals.Of(
                "rebate-too-big",
                $"The order's rebates of {Cents.Show(rebate)} exceed its lines of {Cents.Show(net)}.",
                "Correct the order's amounts in the shop or enter it by hand and dismiss this."));
        }

        string discountAccount = references.DiscountAccount is { } set ? resolved[set].Resolved!.Id : company.DiscountAccountId;
        decimal discount = priced.Sum(static line => line.Amount) - net + rebate;
        bool asLine = company.AllowDiscount && discountAccount.Length > 0;
        decimal[] left = Cents.TakeOff(nets, rebate);
        List<PricedLine> final = asLine || discount == 0 ? priced : [.. priced.Select((line, i) => line with { Amount = left[i] })];
        decimal taxable = priced.Select((line, i) => line.IsTaxed ? left[i] : 0).Sum();
        string paymentNumber = Text.Line(order.Payment.TransactionId, 200);
        bool numberFits = paymentNumber.Length <= LongestPaymentNumber;
        string note = Note(Marker.OfOrder(record)) + (numberFits ? string.Empty : $" payment {paymentNumber}");
        string number = DocumentNumbers.OfSale(order, settings);
        DocumentContent content = Content(number, order.PlacedOn, note, final, order.TotalTax, taxable) with
        {
            Memo = Text.Line(order.CustomerNote, 1000),
            PaymentMethodId = PaymentMethodId(),
            PaymentNumber = numberFits ? paymentNumber : string.Empty,
            DepositAccountId = references.DepositAccount is { } deposit ? resolved[deposit].Resolved!.Id : string.Empty,
            Discount = asLine ? discount : 0,
            DiscountAccountId = discountAccount,
        };
        return (Draft(SaleKey, SaleKind, content, order.Total, order.TotalTax), NumberRefusal(number));

        void Add(Reference item, string name, decimal quantity, decimal gross, decimal total, decimal totalTax)
        {
            lines.Add(new PricedLine(resolved[item].Resolved!.Id, name, quantity, gross, totalTax != 0));
            nets.Add(Math.Max(0, total));
            rebate += Math.Max(0, -total);
            anyTaxed |= totalTax != 0;
        }
    }

    public (DocumentDraft<QuickBooksDocument>? Draft, Failure? Refusal) Refund(Refund refund)
    {
        List<PricedLine> lines = [];
        foreach (RefundLine line in refund.Lines)
        {
            Add(references.RefundedItem(line), line);
        }

        foreach (RefundLine charge in refund.Charges)
        {
            Add(references.RefundedCharge(charge), charge);
        }

        decimal net = refund.Amount - refund.TotalTax;
        decimal rest = net - lines.Sum(static line => line.Amount);
        string reason = refund.Reason.Length > 0 ? refund.Reason : settings.RefundItem;
        bool taxMissing = refund.TotalTax != 0 && !lines.Exists(static line => line.IsTaxed);
        if (rest > 0 || lines.Count == 0)
        {
            lines.Add(new PricedLine(resolved[references.RefundItem].Resolved!.Id, reason, 0, Math.Max(0, rest), taxMissing));
        }
        else if (rest < 0)
        {
            decimal[] left = Cents.TakeOff([.. lines.Select(static line => line.Amount)], -rest);
            lines = [.. lines.Select((line, i) => line with { Amount = left[i] })];
        }

        if (refund.TotalTax != 0 && !lines.Exists(static line => line.IsTaxed))
        {
            lines = [.. lines.Select(static line => line with { IsTaxed = true })];
        }

        string number = DocumentNumbers.OfRefund(order, refund, settings);
        decimal taxable = lines.Where(static line => line.IsTaxed).Sum(static line => line.Amount);
        DocumentContent content =
            Content(number, refund.MadeOn, Note(Marker.OfRefund(record, refund.Id)), lines, refund.TotalTax, taxable) with
            {
                Memo = Text.Line(refund.Reason, 1000),
                PaymentMethodId = PaymentMethodId(),
                DepositAccountId = resolved[references.RefundAccount].Resolved!.Id,
            };
        return (Draft(RefundKey(refund.Id), RefundKind, content, -refund.Amount, -refund.TotalTax), NumberRefusal(number));

        void Add(Reference item, RefundLine line)
        {
            if (line.Total > 0)
            {
                lines.Add(new PricedLine(resolved[item].Resolved!.Id, line.Name, line.Quantity, line.Total, line.TotalTax != 0));
            }
        }
    }

    private DocumentContent Content(
        string number, DateOnly date, string note, IReadOnlyList<PricedLine> lines, decimal totalTax, decimal taxable)
    {
        if (tax.AsLine && totalTax != 0)
        {
            lines = [.. lines, new PricedLine(resolved[references.TaxItem].Resolved!.Id, settings.TaxItem, 0, totalTax, false)];
            totalTax = 0;
        }

        return new DocumentContent
        {
            Number = company.CustomNumbers ? number : string.Empty,
            Date = date,
            Currency = order.Currency,
            CustomerId = resolved[references.Customer].Resolved!.Id,
            PrivateNote = note,
            Email = Text.Email(order.Customer.Email),
            BillingAddress = order.BillingAddress,
            ShippingAddress = AddressWriter.IsEmpty(order.ShippingAddress) ? order.BillingAddress : order.ShippingAddress,
            Lines = lines,
            Tax = tax,
            TotalTax = totalTax,
            TaxableAmount = taxable,
        };
    }

    private DocumentDraft<QuickBooksDocument> Draft(string key, string kind, DocumentContent content, decimal total, decimal totalTax)
    {
        QuickBooksDocument document = DocumentWriter.Write(content);
        return new DocumentDraft<QuickBooksDocument>
        {
            Key = key,
            Kind = kind,
            Document = document,
            Hash = ContentHash.Of(document.Json.Span),
            Total = total,
            Tax = tax.AsLine ? 0 : totalTax,
            Currency = order.Currency,
        };
    }

    private Failure? NumberRefusal(string number) => company.CustomNumbers ? DocumentNumbers.Refusal(number) : null;

    private string PaymentMethodId() =>
        references.PaymentMethod is { } method && resolved[method].Resolved is { Id: not ReferenceKinds.None } found ? found.Id : string.Empty;

    private string Note(string marker) => settings.StoreName.Length > 0 ? $"{marker} {Text.Line(settings.StoreName, 500)}" : marker;
}
