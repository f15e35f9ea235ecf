using SqueezeFlow.Client.Offline.Reading;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>Judges one kind of vector file. Stateless.</summary>
internal interface IVectorSuite
{
    /// <summary>Whether it judges a file of this name (without folder and extensions) that begins with this row.</summary>
    bool Handles(string name, VectorRow first);

    /// <summary>The expectations that a row carries.</summary>
    IEnumerable<VectorVerdict> VerdictsOf(VectorRow row);

    /// <summary>Computes the row and notes what differs from its expectation.</summary>
    /// <exception cref="DataFormatException">The row lacks something or holds a wrong type.</exception>
    void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches);
}
