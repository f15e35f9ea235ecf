using SqueezeFlow.Storage.Spool.Records;

namespace SqueezeFlow.Storage.Tests.Spool;

public sealed class Crc32CTests
{
    // RFC 3720, B.4, and the usual check value.
    public static TheoryData<byte[], uint> Known => new()
    {
        { [], 0 },
        { "123456789"u8.ToArray(), 0xE3069283 },
        { new byte[32], 0x8A9136AA },
        { [.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8AB43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD794E },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void It_is_the_sum_that_others_compute(byte[] bytes, uint sum) => Assert.Equal(sum, Crc32C.Of(bytes));

    [Theory]
    [MemberData(nameof(Known))]
    public void Split_anywhere_it_is_the_same(byte[] bytes, uint sum) =>
        Assert.All(Enumerable.Range(0, bytes.Length + 1), at => Assert.Equal(sum, Crc32C.Append(Crc32C.Of(bytes.AsSpan(0, at)), bytes.AsSpan(at))));
}
