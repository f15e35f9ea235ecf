using System.Text;
using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>One content in the shapes that programs write.</summary>
public sealed class BarFileShapeTests : IDisposable
{
    private static readonly List<RecordedBar> Expected = RandomMarket.Bars(3, 40);
    private static readonly string Plain = RandomMarket.Text(Expected);
    private readonly BarFolder _folder = new();

    public static TheoryData<string> Shapes => new(ShapesByName.Keys);

    private static Dictionary<string, Func<byte[]>> ShapesByName { get; } = new()
    {
        ["plain"] = () => Utf8(Plain),
        ["byte order mark and CRLF"] = () => [0xEF, 0xBB, 0xBF, .. Utf8(Plain.Replace("\n", "\r\n", StringComparison.Ordinal))],
        ["UTF-16 little endian"] = () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Plain)],
        ["UTF-16 big endian"] = () => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Plain)],
        ["gzip"] = () => BarFolder.Gzip(Plain),
        ["gzip in two members"] = () => [.. BarFolder.Gzip(Plain[..700]), .. BarFolder.Gzip(Plain[700..])],
        ["quoted"] = () => Utf8("\"" + Plain.TrimEnd('\n').Replace(",", "\",\"", StringComparison.Ordinal).Replace("\n", "\"\n\"", StringComparison.Ordinal) + "\"\n"),
        ["blank lines at the end"] = () => Utf8(Plain + "\n  \n,,,,,,\n\n"),
        ["no line end at the end"] = () => Utf8(Plain.TrimEnd('\n')),
        ["upper case"] = () => Utf8(Plain.Replace(RandomMarket.Header, RandomMarket.Header.ToUpperInvariant(), StringComparison.Ordinal)),
        ["spaces"] = () => Utf8(Plain.Replace(",", " , ", StringComparison.Ordinal)),
        ["semicolons"] = () => Utf8(Plain.Replace(',', ';')),
        ["tabs"] = () => Utf8(Plain.Replace(',', '\t')),
        ["newest first"] = () => Utf8(RandomMarket.Text(Expected.AsEnumerable().Reverse())),
        ["a row twice"] = () => Utf8(RandomMarket.Text([.. Expected, Expected[7]])),
        ["more columns, another order"] = () => Utf8("close,count,low,time_s,open,vsell,high,vbuy\n" + string.Concat(Expected.Select(bar =>
        {
            var cells = RandomMarket.Row(bar).Split(',');
            return $"{cells[4]},,{cells[3]},{cells[0]},{cells[1]},{cells[6]},{cells[2]},{cells[5]}\n";
        }))),
        ["times as floating numbers"] = () => Utf8(WithTimes(seconds => $"{seconds}.0")),
        ["milliseconds"] = () => Utf8(WithTimes(seconds => $"{seconds}000")),
        ["microseconds"] = () => Utf8(WithTimes(seconds => $"{seconds}000000")),
        ["nanoseconds"] = () => Utf8(WithTimes(seconds => $"{seconds}000000000")),
        ["ISO-8601"] = () => Utf8(WithTimes(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:sszzz"))),
        ["ISO-8601 with a blank and no zone"] = () => Utf8(WithTimes(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss"))),
        ["ISO-8601 of another zone"] = () => Utf8(WithTimes(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:sszzz"))),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_reads_the_same(string shape)
    {
        // The name promises the opposite of what the bytes are.
        var bytes = ShapesByName[shape]();
        var path = _folder.Write(bytes[0] == 0x1F ? "bars.csv" : "bars.CSV.gz", bytes);

        var file = BarFile.Read(path);

        Assert.Equal(Expected, file.Bars);
        Assert.Equal(RandomMarket.Step, file.SpacingSeconds);
    }

    [Theory]
    [InlineData("milliseconds", "time_s is in milliseconds by its size")]
    [InlineData("nanoseconds", "time_s is in nanoseconds by its size")]
    [InlineData("newest first", "rows were not in time order and were sorted")]
    [InlineData("a row twice", "dropped 1 row that repeated another one")]
    public void What_was_taken_otherwise_than_written_is_said(string shape, string note)
    {
        var file = BarFile.Read(_folder.Write("bars.csv", ShapesByName[shape]()));

        Assert.Contains(file.Notes, said => said.Contains(note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip in two members")]
    [InlineData("ISO-8601")]
    public void Nothing_is_said_of_what_is_as_it_should_be(string shape) =>
        Assert.Empty(BarFile.Read(_folder.Write("bars.csv", ShapesByName[shape]())).Notes);

    [Fact]
    public void A_gzip_file_is_refused_wherever_it_was_broken_off()
    {
        var whole = BarFolder.Gzip(Plain);

        // Every cut, the trailer's included: a stream that ends at a line's end reads like a shorter file.
        for (var length = 20; length < whole.Length; length += 7)
        {
            var path = _folder.Write("bars.csv.gz", whole[..length]);

            var wrong = Assert.Throws<DataFormatException>(() => BarFile.Read(path));

            Assert.Equal("bars.csv.gz: gzip data: found a damaged or broken-off stream, expected a complete one", wrong.Message);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14 }, "a zip archive")]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0x24 }, "zstd data")]
    public void Other_packings_are_named(byte[] bytes, string name)
    {
        var wrong = Assert.Throws<DataFormatException>(() => BarFile.Read(_folder.Write("bars.csv", bytes)));

        Assert.Equal($"bars.csv: content: found {name}, expected plain or gzip text: unpack it first", wrong.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string WithTimes(Func<long, string> write) => RandomMarket.Header + "\n" + string.Concat(Expected.Select(bar =>
        write(bar.OpenSeconds) + RandomMarket.Row(bar)[RandomMarket.Row(bar).IndexOf(',', StringComparison.Ordinal)..] + "\n"));
}
