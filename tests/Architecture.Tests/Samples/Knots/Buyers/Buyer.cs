using SqueezeFlow.Architecture.Tests.Samples.Knots.Sellers;

namespace SqueezeFlow.Architecture.Tests.Samples.Knots.Buyers;

/// <summary>Knows the seller in the body of a method alone.</summary>
public static class Buyer
{
    public static int Pay() => Seller.Price;
}
