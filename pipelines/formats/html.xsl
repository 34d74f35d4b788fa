<?xml version="1.0" encoding="utf-8"?>
<!-- A page as one stream of text: what a reader needs of the tree, taken out at the speed of libxslt.
     U+FDD0 is a line break that a block element makes; U+FDD1 begins a mark and U+FDD2 ends it:
       T, /T table   R row   C cell (U+FDD3<colspan>, U+FDD4<rowspan>)   H, /H hidden   I<id> <class>, /I element that may be the body
     U+FDD3 and U+FDD4 enclose the text of a link, U+FDD5 and U+FDD6 that of a note's mark (24<sup>1</sup> is 24);
     U+FDD7 stands between texts that may be parts of one number or not, U+FDD8 for a struck text in a cell;
     U+FFFC stands for a picture in a cell, or for anything else there that is seen and cannot be read. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="utf-8"/>

  <xsl:template match="script|style|noscript|template|iframe|object|select|textarea|svg|head|rt|rp|comment()|processing-instruction()"/>
  <xsl:template match="td//img|td//canvas|td//svg|td//object|td//select" priority="1">&#xfffc;</xsl:template>
  <xsl:template match="td//img[contains(@src, 'spacer') or contains(@src, 'blank') or @width &lt; 3 or @height &lt; 3]" priority="2"/>
  <xsl:template match="td//script[contains(., 'write') or contains(., 'inner') or contains(., 'textContent')]" priority="1">&#xfffc;</xsl:template>
  <xsl:template match="td//nianbao-unsure|td//bdo|td//details[not(@open)]">&#xfffc;<xsl:apply-templates/></xsl:template>
  <xsl:template match="td//small">&#xfdd7;<xsl:apply-templates/>&#xfdd7;</xsl:template>
  <xsl:template match="td//textarea" priority="1"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="sup|sub|td//a[starts-with(@href, '#') and string-length(@href) > 1]" priority="1">
    <xsl:text>&#xfdd5;</xsl:text><xsl:apply-templates/><xsl:text>&#xfdd6;</xsl:text>
  </xsl:template>
  <!-- Lines of a text that is shown as it stands in the source. -->
  <xsl:template match="pre">&#xfdd0;<xsl:apply-templates mode="lines"/>&#xfdd0;</xsl:template>
  <xsl:template match="text()" mode="lines"><xsl:value-of select="translate(., '&#10;', '&#xfdd0;')"/></xsl:template>
  <xsl:template match="br" mode="lines">&#xfdd0;</xsl:template>
  <xsl:template match="table" mode="lines"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="a[@href]">&#xfdd3;<xsl:apply-templates/>&#xfdd4;</xsl:template>
  <!-- A number in a form's field is shown like any other. -->
  <xsl:template match="td//input[not(@type) or @type = 'text' or @type = 'number']"><xsl:value-of select="@value"/></xsl:template>
  <xsl:template match="br|hr">&#xfdd0;</xsl:template>

  <!-- What nobody reads. The first is put by the reader around what styles hide. Other elements: the built-in rule. -->
  <xsl:template match="nianbao-hidden">&#xfdd1;H&#xfdd2;<xsl:apply-templates/>&#xfdd1;/H&#xfdd2;</xsl:template>
  <xsl:template match="nianbao-struck|del|s|strike">&#xfdd1;H&#xfdd2;<xsl:apply-templates/>&#xfdd1;/H&#xfdd2;&#xfdd8;</xsl:template>

  <xsl:template match="p|li|h1|h2|h3|h4|h5|h6|dd|dt|header|footer|ul|ol|dl|caption|center|blockquote|form|fieldset|option">
    <xsl:text>&#xfdd0;</xsl:text><xsl:apply-templates/><xsl:text>&#xfdd0;</xsl:text>
  </xsl:template>

  <xsl:template match="div|section|article|ucapcontent|main">
    <xsl:text>&#xfdd0;&#xfdd1;I</xsl:text>
    <xsl:if test="self::ucapcontent">UCAP-CONTENT</xsl:if>
    <xsl:value-of select="@id"/><xsl:text> </xsl:text><xsl:value-of select="@class"/>
    <xsl:text>&#xfdd2;</xsl:text><xsl:apply-templates/><xsl:text>&#xfdd0;&#xfdd1;/I&#xfdd2;</xsl:text>
  </xsl:template>

  <xsl:template match="table">
    <xsl:text>&#xfdd0;&#xfdd1;T&#xfdd2;</xsl:text>
    <xsl:apply-templates select="thead"/>
    <xsl:apply-templates select="node()[not(self::thead or self::tfoot)]"/>
    <xsl:apply-templates select="tfoot"/>
    <xsl:text>&#xfdd1;/T&#xfdd2;&#xfdd0;</xsl:text>
  </xsl:template>
  <xsl:template match="tr">&#xfdd1;R&#xfdd2;<xsl:apply-templates/>&#xfdd1;/R&#xfdd2;</xsl:template>
  <xsl:template match="td|th">&#xfdd1;C<xsl:apply-templates select="@*"/>&#xfdd2;<xsl:apply-templates/>&#xfdd1;/C&#xfdd2;</xsl:template>
  <xsl:template match="@*"/>
  <xsl:template match="@colspan">&#xfdd3;<xsl:value-of select="."/></xsl:template>
  <xsl:template match="@rowspan">&#xfdd4;<xsl:value-of select="."/></xsl:template>
</xsl:stylesheet>
