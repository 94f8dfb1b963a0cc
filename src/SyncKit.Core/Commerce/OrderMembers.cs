namespace SyncKit.Commerce;

/// <summary>The members of an order that a path can lead to.</summary>
internal static class OrderMembers
{
    private static readonly PathMembers<Address> OfAddress = new PathMembers<Address>()
        .Text("line1", static address => address.Line1)
        .Text("line2", static address => address.Line2)
        .Text("city", static address => address.City)
        .Text("region", static address => address.Region)
        .Text("postalCode", static address => address.PostalCode)
        .Text("country", static address => address.Country)
        .Text("recipient", static address => address.Recipient);

    private static readonly PathMembers<OrderCustomer> OfCustomer = new PathMembers<OrderCustomer>()
        .Text("id", static customer => customer.Id)
        .Text("email", static customer => customer.Email)
        .Text("firstName", static customer => customer.FirstName)
        .Text("lastName", static customer => customer.LastName)
        .Text("company", static customer => customer.Company)
        .Text("role", static customer => customer.Role)
        .Text("phone", static customer => customer.Phone);

    private static readonly PathMembers<OrderPayment> OfPayment = new PathMembers<OrderPayment>()
        .Text("method", static payment => payment.Method)
        .Text("title", static payment => payment.Title)
        .Text("transactionId", static payment => payment.TransactionId);

    private static readonly PathMembers<OrderLine> OfLine = new PathMembers<OrderLine>()
        .Text("id", static line => line.Id)
        .Text("name", static line => line.Name)
        .Text("sku", static line => line.Sku)
        .Text("productId", static line => line.ProductId)
        .Text("variationId", static line => line.VariationId)
        .Text("parentName", static line => line.ParentName)
        .Text("taxClass", static line => line.TaxClass)
        .Number("quantity", static line => line.Quantity)
        .Number("subtotal", static line => line.Subtotal)
        .Number("total", static line => line.Total)
        .Number("totalTax", static line => line.TotalTax)
        .Meta(static line => line.Meta);

    private static readonly PathMembers<ShippingLine> OfShipping = new PathMembers<ShippingLine>()
        .Text("id", static line => line.Id)
        .Text("title", static line => line.Title)
        .Text("method", static line => line.Method)
        .Number("total", static line => line.Total)
        .Number("totalTax", static line => line.TotalTax);

    private static readonly PathMembers<FeeLine> OfFee = new PathMembers<FeeLine>()
        .Text("id", static line => line.Id)
        .Text("name", static line => line.Name)
        .Text("taxClass", static line => line.TaxClass)
        .Number("total", static line => line.Total)
        .Number("totalTax", static line => line.TotalTax);

    private static readonly PathMembers<CouponLine> OfCoupon = new PathMembers<CouponLine>()
        .Text("id", static line => line.Id)
        .Text("code", static line => line.Code)
        .Number("discount", static line => line.Discount)
        .Number("discountTax", static line => line.DiscountTax);

    private static readonly PathMembers<TaxLine> OfTax = new PathMembers<TaxLine>()
        .Text("rateId", static line => line.RateId)
        .Text("rateCode", static line => line.RateCode)
        .Text("label", static line => line.Label)
        .Truth("isCompound", static line => line.IsCompound)
        .Number("percent", static line => line.Percent)
        .Number("lineTax", static line => line.LineTax)
        .Number("shippingTax", static line => line.ShippingTax);

    private static readonly PathMembers<Refund> OfRefund = new PathMembers<Refund>()
        .Text("id", static refund => refund.Id)
        .Instant("createdAt", static refund => refund.CreatedAt)
        .Day("madeOn", static refund => refund.MadeOn)
        .Number("amount", static refund => refund.Amount)
        .Text("reason", static refund => refund.Reason)
        .Number("totalTax", static refund => refund.TotalTax);

    /// <summary>Those of the order itself.</summary>
    public static readonly PathMembers<Order> OfOrder = new PathMembers<Order>()
        .Text("id", static order => order.Id)
        .Text("number", static order => order.Number)
        .Text("status", static order => order.Status)
        .Text("currency", static order => order.Currency)
        .Number("total", static order => order.Total)
        .Number("totalTax", static order => order.TotalTax)
        .Instant("createdAt", static order => order.CreatedAt)
        .Day("placedOn", static order => order.PlacedOn)
        .Instant("modifiedAt", static order => order.ModifiedAt)
        .Instant("paidAt", static order => order.PaidAt)
        .Day("paidOn", static order => order.PaidOn)
        .Truth("pricesIncludeTax", static order => order.PricesIncludeTax)
        .Text("customerNote", static order => order.CustomerNote)
        .Part("customer", static order => order.Customer, OfCustomer)
        .Part("billing", static order => order.BillingAddress, OfAddress)
        .Part("shipping", static order => order.ShippingAddress, OfAddress)
        .Part("payment", static order => order.Payment, OfPayment)
        .List("lines", static order => order.Lines, OfLine)
        .List("shippingLines", static order => order.Shipping, OfShipping)
        .List("fees", static order => order.Fees, OfFee)
        .List("coupons", static order => order.Coupons, OfCoupon)
        .List("taxes", static order => order.Taxes, OfTax)
        .List("refunds", static order => order.Refunds, OfRefund)
        .Meta(static order => order.Meta);
}
