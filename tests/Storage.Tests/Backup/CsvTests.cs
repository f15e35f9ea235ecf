using System.Text;
using SqueezeFlow.Storage.Backup.Files;

namespace SqueezeFlow.Storage.Tests.Backup;

public sealed class CsvTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("a,b")]
    [InlineData("\"")]
    [InlineData("\"\"quoted\"\"")]
    [InlineData("two\nlines")]
    [InlineData("ends with a return\r")]
    [InlineData("龙 🐉 ü")]
    public void A_text_comes_back(string text)
    {
        var reader = Written(csv =>
        {
            csv.Text(text);
            csv.Text("next");
            csv.EndLine();
        });

        Assert.True(reader.Read());
        Assert.Equal((2, text, "next"), (reader.Count, reader.Text(0), reader.Text(1)));
        Assert.False(reader.Read());
    }

    [Fact]
    public void A_long_text_and_many_lines_come_back()
    {
        var text = new string('x', 300_000);
        var reader = Written(csv =>
        {
            for (var i = 0; i < 3; i++)
            {
                csv.Text(text);
                csv.Number(i);
                csv.EndLine();
            }
        });

        for (var i = 0; i < 3; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal((text, i), (reader.Text(0), reader.Whole(1, "number")));
        }

        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData(0.1 + 0.2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MinValue)]
    [InlineData(-0.0)]
    public void A_number_keeps_every_bit(double number)
    {
        var reader = Written(csv =>
        {
            csv.Number(number);
            csv.EndLine();
        });

        Assert.True(reader.Read());
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(reader.Double(0, "number")));
    }

    [Theory]
    [InlineData("a,b", "the line does not end")]
    [InlineData("a,\"b\n", "a quoted text does not end")]
    [InlineData("a,b\"c\"\n", "a quotation mark stands where none may")]
    [InlineData("a,\"b\"c\n", "a quotation mark stands where none may")]
    public void A_broken_line_is_told(string text, string expected)
    {
        var reader = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        var fault = Assert.Throws<FormatException>(() => reader.Read());

        Assert.Equal($"line 1: {expected}", fault.Message);
    }

    private static CsvReader Written(Action<CsvWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new CsvWriter(stream))
        {
            write(writer);
        }

        return new(new DripStream(stream.ToArray()));
    }

    /// <summary>Gives a few bytes a call, as packed files do.</summary>
    private sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));
    }
}
