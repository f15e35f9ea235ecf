using SqueezeFlow.Architecture.Tests.Reading;
using SqueezeFlow.Architecture.Tests.Rings;
using SqueezeFlow.Architecture.Tests.Samples.Kinds;

namespace SqueezeFlow.Architecture.Tests;

/// <summary>The search itself, on samples in this assembly.</summary>
public sealed class RingSearchTests
{
    private const string Samples = "SqueezeFlow.Architecture.Tests.Samples";

    [Fact]
    public void Two_namespaces_that_know_each_other_are_a_ring_and_it_names_the_types()
    {
        var ring = Assert.Single(RingsOf("Knots"));

        Assert.Equal([$"{Samples}.Knots.Buyers", $"{Samples}.Knots.Sellers"], ring.Namespaces);
        Assert.Equal(["Buyer knows Seller", "Seller knows Buyer"], ring.Arrows.Select(arrow => arrow.ToString()));
    }

    [Fact]
    public void A_part_and_the_whole_it_belongs_to_are_none()
    {
        var links = LinksOf("Families");

        Assert.Equal(["Child knows Parent", "Parent knows Child"], links.Select(link => link.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(RingSearch.Find(new NamespaceGraph(links)));
    }

    [Fact]
    public void A_longer_way_round_is_a_ring_too()
    {
        TypeLink[] links = [Link("a", "b"), Link("b", "c"), Link("c", "a"), Link("c", "d"), Link("d", "e")];

        var ring = Assert.Single(RingSearch.Find(new NamespaceGraph(links)));

        Assert.Equal(["a", "b", "c"], ring.Namespaces);
    }

    [Theory]
    [InlineData(nameof(KnowsByBase))]
    [InlineData(nameof(KnowsByInterface))]
    [InlineData(nameof(KnowsByProperty))]
    [InlineData(nameof(KnowsByParameter))]
    [InlineData(nameof(KnowsByTypeArgument))]
    [InlineData(nameof(KnowsByConstraint))]
    [InlineData(nameof(KnowsByMark))]
    [InlineData(nameof(KnowsByCall))]
    [InlineData(nameof(KnowsByLambda))]
    [InlineData(nameof(KnowsAfterSwitch))]
    [InlineData(nameof(KnowsByCatch))]
    [InlineData(nameof(KnowsByGenericCall))]
    public void Whatever_way_a_type_is_known_it_is_found(string kind)
    {
        var known = LinksOf("").Where(link => link.From == new TypeName($"{Samples}.Kinds", kind)).Select(link => link.To);

        Assert.Contains(known, type => type.Namespace == $"{Samples}.Goals");
    }

    private static IReadOnlyList<Ring> RingsOf(string sample) => RingSearch.Find(new NamespaceGraph(LinksOf(sample)));

    private static IReadOnlyList<TypeLink> LinksOf(string sample) =>
        CompiledTypes.LinksOf(typeof(RingSearchTests).Assembly.Location, $"{Samples}.{sample}".TrimEnd('.'));

    private static TypeLink Link(string from, string to) => new(new(from, "Type"), new(to, "Type"));
}
