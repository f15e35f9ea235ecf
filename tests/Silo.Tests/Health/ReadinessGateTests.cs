using SqueezeFlow.Silo.Health.Parts;

namespace SqueezeFlow.Silo.Tests.Health;

public sealed class ReadinessGateTests
{
    [Theory]
    [InlineData("-", "-")]
    [InlineData("+", "+")]
    [InlineData("---+", "---+")]
    [InlineData("+-", "++")]
    [InlineData("+--+--+--", "+++++++++")]
    [InlineData("+---", "+++-")]
    [InlineData("+---+-+-+", "+++------")]
    [InlineData("+---++", "+++--+")]
    [InlineData("+---++--+---", "+++--++++++-")]
    public void Readiness_changes_only_when_several_looks_in_a_row_agree(string looks, string ready)
    {
        var gate = new ReadinessGate();

        var answers = string.Concat(looks.Select(look => gate.Note(look == '+') ? '+' : '-'));

        Assert.Equal(ready, answers);
    }
}
