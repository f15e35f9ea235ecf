using SqueezeFlow.Architecture.Tests.Samples.Knots.Buyers;

namespace SqueezeFlow.Architecture.Tests.Samples.Knots.Sellers;

/// <summary>Knows the buyer in the body of a method alone.</summary>
public static class Seller
{
    public static int Price { get; set; } = 1;

    public static int Sell() => Buyer.Pay();
}
