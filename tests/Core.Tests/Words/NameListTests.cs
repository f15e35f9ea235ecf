using SqueezeFlow.Core.Words;

namespace SqueezeFlow.Core.Tests.Words;

public sealed class NameListTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(5, "1, 2, 3, 4, 5")]
    [InlineData(6, "1, 2, 3, 4, 5 and 1 more")]
    [InlineData(1200, "1, 2, 3, 4, 5 and 1195 more")]
    public void Five_are_named_and_the_rest_counted(int count, string text) =>
        Assert.Equal(text, NameList.Some([.. Enumerable.Range(1, count).Select(static name => $"{name}")]));
}
