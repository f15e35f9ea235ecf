using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Tests.Words;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("entryFild", "entryFilled")]
    [InlineData("ENTRYFILLED", "entryFilled")]
    [InlineData("gaps", "gap")]
    [InlineData("ga", "gap")]
    [InlineData("nothing of the kind", null)]
    public void The_name_with_the_fewest_letters_to_change_is_meant(string asked, string? expected) =>
        Assert.Equal(expected, NearestName.Of(asked, ["gapsFound", "entrySent", "entryFilled", "gap"]));

    [Fact]
    public void A_text_longer_than_any_name_is_not_compared()
    {
        Assert.NotNull(NearestName.Of(new('a', 255), [new('a', 256)]));
        Assert.Null(NearestName.Of(new('a', 257), [new('a', 256)]));
        Assert.Null(NearestName.Of(new('a', 256), [new('a', 257)]));
    }
}
