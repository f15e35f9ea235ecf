using System.Globalization;
using System.Text;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Tests.Reading;

public sealed class DecimalTextTests
{
    [Fact]
    public void Every_decimal_is_rounded_as_the_platform_rounds_it()
    {
        var random = new Random(5);

        for (var i = 0; i < 500_000; i++)
        {
            var text = Digits(random, random.Next(1, 12)) + (random.Next(5) == 0 ? string.Empty : "." + Digits(random, random.Next(1, 12)));

            Assert.True(DecimalText.TryRead(Encoding.ASCII.GetBytes(text), out var value));
            if (value != double.Parse(text, CultureInfo.InvariantCulture))
            {
                Assert.Fail($"{text}: {value:R}");
            }
        }
    }

    [Theory]
    [InlineData("6.37e-8", 6.37e-8)]
    [InlineData("4.74E-4", 4.74e-4)]
    [InlineData("-1.5", -1.5)]
    [InlineData("1e+2", 100)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890d)]
    [InlineData("0.0016429999999999999", 0.0016429999999999999)]
    public void Exponents_signs_and_long_numbers_are_read(string text, double expected)
    {
        Assert.True(DecimalText.TryRead(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1e999")]
    [InlineData("1_000")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("+1")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void Anything_else_is_no_number(string text)
    {
        Assert.False(DecimalText.TryRead(Encoding.ASCII.GetBytes(text), out var value));
        Assert.True(double.IsNaN(value));
    }

    private static string Digits(Random random, int count) =>
        string.Create(count, random, static (letters, source) =>
        {
            foreach (ref var letter in letters)
            {
                letter = (char)('0' + source.Next(10));
            }
        });
}
